package polis.dependencymap.check;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.Measure;

/** What a check found. */
@Schema(name = "Check")
record CheckView(@Schema(description = "Whether there is no new finding") boolean passed, Instant from, Instant to,
        @Nullable BaselineUse baseline, @Schema(description = "The map that was checked") Measure checked,
        @Schema(description = "The rules that were checked") List<String> rules, List<Finding> findings,
        @Schema(description = "What was not checked because it is more than the map carries") List<String> notices) {

    @Schema(name = "BaselineUse")
    record BaselineUse(@Nullable String name, @Nullable Instant takenAt) {}

    @Schema(name = "CheckFinding")
    record Finding(@Schema(allowableValues = {
        "noNewCycle", "maxDepth", "noUndeclaredEdge", "noTierInversion"}) String rule,
            @Schema(allowableValues = {"new",
                "unchanged"}, description = "Only new ones fail a check; the others were in the baseline") String state,
            String message, List<String> nodes, List<Ends> edges){

        boolean isNew() {
            return state.equals("new");
        }
    }

    @Schema(name = "FindingEdge")
    record Ends(String from, String to, @Schema(allowableValues = {
        "sync", "async"}) String kind){

        static Ends of(Edge edge) {
            return new Ends(edge.from(), edge.to(), edge.kind());
        }
    }
}
