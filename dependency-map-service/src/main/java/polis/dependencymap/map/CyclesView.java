package polis.dependencymap.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.change.Change;

/** The cycles of a time range, the largest first. */
@Schema(name = "Cycles")
record CyclesView(Instant from, Instant to, List<CycleView> items,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {

    /** A way around. */
    @Schema(name = "ShortestCycle")
    record ShortestView(String from, String to,
            @Schema(description = "The names along the shortest cycle through the road, beginning with its start; empty if there is none") List<String> path) {}

    @Schema(name = "CycleEdge")
    record CycleEdgeView(String from, String to, @Schema(allowableValues = {"sync", "async"}) String kind, long calls,
            double rate,
            @Schema(description = "The names along the shortest cycle through it; empty in gigantic cycles") List<String> shortest,
            @Schema(description = "What it costs to do without it; compared with others, it has no unit") double cost){}

    @Schema(name = "Advice")
    record AdviceView(CutView cut, String explanation, double cost,
            @Schema(description = "Ways to do without it, the recommended one first") List<ProposalView> proposals) {}

    @Schema(name = "Cut")
    record CutView(String from, String to) {}

    @Schema(name = "Proposal")
    record ProposalView(@Schema(allowableValues = {"invert", "extract"}) String kind, String title, String text,
            @Schema(description = "What to post to /api/v1/what-if") List<OperationView> operations){}

    @Schema(name = "ProposedOperation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OperationView(String op, @Nullable String from, @Nullable String to, @Nullable String kind,
            @Nullable String topic, @Nullable String service, @Nullable String name, @Nullable Double rate) {

        static OperationView of(Change change) {
            return switch (change) {
                case Change.Cut cut ->
                    new OperationView("cut", cut.from(), cut.to(), kind(cut.asynchronous()), null, null, null, null);
                case Change.Invert invert ->
                    new OperationView("invert", invert.from(), invert.to(), null, invert.topic(), null, null, null);
                case Change.Extract extract -> new OperationView("extract", extract.from(), extract.to(), null, null,
                        extract.service(), null, null);
                case Change.AddService service ->
                    new OperationView("addService", null, null, null, null, null, service.name(), null);
                case Change.AddTopic topic ->
                    new OperationView("addTopic", null, null, null, null, null, topic.name(), null);
                case Change.Connect road -> new OperationView("connect", road.from(), road.to(),
                        kind(road.asynchronous()), null, null, null, road.callsPerSecond());
            };
        }

        private static @Nullable String kind(@Nullable Boolean asynchronous) {
            return asynchronous == null ? null : asynchronous ? "async" : "sync";
        }
    }
}
