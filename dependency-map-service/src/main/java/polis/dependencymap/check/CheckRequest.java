package polis.dependencymap.check;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.change.Change;

/** What to check: a policy, what was there before, and what a deployment would add. */
@Schema(name = "CheckRequest")
record CheckRequest(@NotNull @Valid Policy policy,
        @Schema(description = "Without one everything that is found is new") @Valid @Nullable Baseline baseline,
        @Valid @Nullable Candidate candidate,
        @Schema(description = "File in the repository at which SARIF shows the findings") @Size(max = 500) @Nullable String artifact) {

    /** The rules; those that are left out are not checked. */
    @Schema(name = "Policy")
    record Policy(
            @Schema(description = "No edge may lie on a cycle that lay on none before") @Nullable Boolean noNewCycle,
            @Schema(description = "Longest chain of calls") @Min(0) @Max(1000) @Nullable Integer maxDepth,
            @Schema(description = "No traffic that nobody declared") @Nullable Boolean noUndeclaredEdge,
            @Schema(description = "Nobody vital waits for somebody less vital") @Nullable Boolean noTierInversion) {

        List<Rule> rules() {
            List<Rule> rules = new ArrayList<>();
            if (Boolean.TRUE.equals(noNewCycle)) {
                rules.add(Rule.NO_NEW_CYCLE);
            }
            if (maxDepth != null) {
                rules.add(Rule.MAX_DEPTH);
            }
            if (Boolean.TRUE.equals(noUndeclaredEdge)) {
                rules.add(Rule.NO_UNDECLARED_EDGE);
            }
            if (Boolean.TRUE.equals(noTierInversion)) {
                rules.add(Rule.NO_TIER_INVERSION);
            }
            return rules;
        }
    }

    /** Exactly one of the three. */
    @Schema(name = "BaselineChoice", description = "One of: the name of a stored one, a time, or the edges themselves")
    record Baseline(@Nullable String name, @Schema(description = "The hour before it") @Nullable Instant at,
            @Size(max = 100_000) @Nullable List<@Valid @NotNull Edge> edges) {}

    @Schema(name = "CheckedEdge")
    record Edge(@NotBlank @Size(max = 200) String from, @NotBlank @Size(max = 200) String to,
            @Schema(allowableValues = {
                "sync", "async"}) @Pattern(regexp = "sync|async") @Nullable String kind,
            @Schema(description = "Whether the catalogue will say so; what it says already is declared anyway") @Nullable Boolean declared){

        boolean asynchronous() {
            return "async".equals(kind);
        }
    }

    @Schema(name = "Candidate")
    record Candidate(@Size(max = 1000) @Nullable List<@Valid @NotNull NewService> services,
            @Size(max = 1000) @Nullable List<@NotBlank @Size(max = 200) String> topics,
            @Size(max = 10_000) @Nullable List<@Valid @NotNull Edge> edges) {

        List<NewService> newServices() {
            return services == null ? List.of() : services;
        }

        List<String> newTopics() {
            return topics == null ? List.of() : topics;
        }

        List<Change> newEdges() {
            return edges == null
                    ? List.of()
                    : edges.stream().<Change>map(edge -> new Change.Connect(edge.from(), edge.to(), edge.asynchronous(),
                            0, Boolean.TRUE.equals(edge.declared()))).toList();
        }
    }

    /** A service that is not on the map yet. */
    @Schema(name = "NewService")
    record NewService(@NotBlank @Size(max = 200) String name, @Min(0) @Max(3) @Nullable Integer tier,
            @Nullable String owner, @Nullable String domain) {}
}
