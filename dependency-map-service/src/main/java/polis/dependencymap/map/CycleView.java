package polis.dependencymap.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.change.Change;

/** Services that all need each other, and how to get out of it. */
@Schema(name = "Cycle")
public record CycleView(@Schema(description = "Stays the same as long as the members do") String id,
        List<String> members,
        @Schema(description = "The names along the shortest cycle, the first one not repeated") List<String> shortest,
        List<CycleEdgeView> edges,
        @Schema(description = "The cheapest set of edges without which the cycle is gone") List<AdviceView> advice) {

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
                case Change.Connect edge -> new OperationView("connect", edge.from(), edge.to(),
                        kind(edge.asynchronous()), null, null, null, edge.callsPerSecond());
            };
        }

        private static @Nullable String kind(@Nullable Boolean asynchronous) {
            return asynchronous == null ? null : asynchronous ? "async" : "sync";
        }
    }
}
