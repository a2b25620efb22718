package polis.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import tools.jackson.databind.JsonNode;

/** The operation by which the scheduler applies a revision. */
final class Operation {

    /** Longer than the deadline that the shop gives to any single step. */
    private static final Duration STANDSTILL = Duration.ofMinutes(8);

    private Operation() {}

    /** Waits for the end of the operation that the revision set off, as long as its steps go on. */
    static JsonNode ended(StepContext context, int revision) {
        AtomicReference<String> steps = new AtomicReference<>("");
        return Expect.whileMoving(STANDSTILL, "a next step of the operation for revision " + revision, steps::get,
                () -> {
                    JsonNode operation = of(context, revision);
                    if (operation == null) {
                        context.meanwhile("waiting for the scheduler");
                        return null;
                    }
                    steps.set(operation.path("steps").valueStream().map(step -> Json.text(step, "status"))
                            .collect(Collectors.joining(" ")));
                    JsonNode current = operation.path("steps").valueStream()
                            .filter(step -> Json.text(step, "status").equals("RUNNING")).findFirst().orElse(operation);
                    context.meanwhile((Json.text(current, "service") + " "
                            + Json.text(current, "action").toLowerCase(Locale.ROOT).replace('_', ' ')).strip());
                    return Json.text(operation, "status").equals("RUNNING") ? null : operation;
                });
    }

    private static @Nullable JsonNode of(StepContext context, int revision) {
        List<JsonNode> items = Json
                .items(context.get(PolisService.SCHEDULER, "/api/v1/operations?revision=" + revision))
                .filter(item -> !Json.text(item, "kind").equals("HEAL")).toList();
        if (items.isEmpty()) {
            return null;
        }
        return context.get(PolisService.SCHEDULER, "/api/v1/operations/" + Json.text(items.getFirst(), "id"));
    }
}
