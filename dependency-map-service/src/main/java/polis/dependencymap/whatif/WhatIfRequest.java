package polis.dependencymap.whatif;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.change.Change;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Changes to try, in their order. */
@Schema(name = "WhatIfRequest")
record WhatIfRequest(@NotEmpty @Size(max = 1000) List<@NotNull Operation> operations) {

    private static final List<String> KNOWN = List.of("cut", "invert", "extract", "addService", "addTopic", "connect");

    @Schema(name = "Operation", description = """
            cut {from, to, kind?} · invert {from, to, topic} · extract {from, to, service} · addService {name, tier?, owner?,
            domain?} · addTopic {name} · connect {from, to, kind?, rate?}""")
    record Operation(
            @Schema(allowableValues = {"cut", "invert", "extract", "addService", "addTopic",
                "connect"}) @Nullable String op,
            @Nullable String from, @Nullable String to,
            @Schema(allowableValues = {"sync", "async"}) @Nullable String kind, @Nullable String topic,
            @Nullable String service, @Nullable String name, @Nullable Integer tier, @Nullable String owner,
            @Nullable String domain, @Schema(description = "Calls per second") @Nullable Double rate){}

    /** Returns the changes, or a problem that points to everything that is wrong. */
    List<Change> changes() {
        List<FieldError> errors = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Change change = new Reading(i, operations.get(i), errors).change();
            if (change != null) {
                changes.add(change);
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The operations are not valid: correct the fields in errors.", errors);
        }
        return changes;
    }

    /** Reads one operation and notes what is missing. */
    private record Reading(int index, Operation operation, List<FieldError> errors) {

        @Nullable
        Change change() {
            int before = errors.size();
            String op = operation.op() == null ? "" : operation.op();
            Change change = switch (op) {
                case "cut" ->
                    new Change.Cut(required("from", operation.from()), required("to", operation.to()), kind());
                case "invert" -> new Change.Invert(required("from", operation.from()), required("to", operation.to()),
                        required("topic", operation.topic()));
                case "extract" -> new Change.Extract(required("from", operation.from()), required("to", operation.to()),
                        required("service", operation.service()));
                case "addService" -> new Change.AddService(required("name", operation.name()), tier(),
                        operation.owner(), operation.domain());
                case "addTopic" -> new Change.AddTopic(required("name", operation.name()));
                case "connect" -> new Change.Connect(required("from", operation.from()), required("to", operation.to()),
                        Boolean.TRUE.equals(kind()), rate(), true);
                default -> {
                    error("op", "must be one of " + String.join(", ", KNOWN), Nearest.of(op, KNOWN).orElse(null));
                    yield null;
                }
            };
            return errors.size() == before ? change : null;
        }

        private String required(String field, @Nullable String value) {
            if (value == null || value.isBlank()) {
                error(field, "is needed by " + operation.op(), null);
                return "";
            }
            return value;
        }

        private @Nullable Boolean kind() {
            return switch (operation.kind()) {
                case null -> null;
                case "sync" -> false;
                case "async" -> true;
                default -> {
                    error("kind", "must be sync or async", null);
                    yield null;
                }
            };
        }

        private @Nullable Integer tier() {
            Integer tier = operation.tier();
            if (tier != null && (tier < 0 || tier > 3)) {
                error("tier", "must be a number from 0 to 3", null);
            }
            return tier;
        }

        private double rate() {
            double rate = operation.rate() == null ? 0 : operation.rate();
            if (!(rate >= 0 && rate <= 1e9)) {
                error("rate", "must be from 0 to 1000000000", null);
            }
            return rate;
        }

        private void error(String field, String message, @Nullable String suggestion) {
            errors.add(new FieldError(FieldError.pointer("operations", index, field), message, suggestion));
        }
    }
}
