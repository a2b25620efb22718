package polis.dependencymap.node;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The impact of an outage of one node. */
@Schema(name = "Impact")
record ImpactView(String service, Instant from, Instant to, Map<String, Boolean> stale, SummaryView summary,
        @Schema(description = "Who waits for its answers, directly or through others; the nearest first") List<HurtView> hurt,
        @Schema(description = "Who is connected with it by messages only") List<DelayedView> delayed,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {

    @Schema(name = "ImpactSummary")
    record SummaryView(int hurt, int delayed,
            @Schema(description = "Requests per second that fail where they enter the system, at most") double entranceRequestsPerSecond,
            @Schema(description = "The same, or the most that fail at one node if no entrance is hurt") double requestsPerSecond,
            @Schema(description = "How many are hurt by tier; unknown where the registry says none") Map<String, Integer> tiers) {}

    @Schema(name = "Hurt")
    record HurtView(String name, String type, @Nullable Integer tier, @Nullable String owner,
            @Schema(description = "From it to the stopped one") List<String> path, int steps,
            @Schema(description = "That fail, at most") double requestsPerSecond,
            @Schema(description = "Of its requests, at most") double share,
            @Schema(description = "Whether nobody calls it: users do") boolean entrance) {}

    @Schema(name = "Delayed")
    record DelayedView(String name, String type, @Nullable Integer tier, @Nullable String owner,
            @Schema(description = "From it to the stopped one; the other way round where it gets no messages") List<String> path,
            int steps, @Schema(description = "Of messages that are delayed") double requestsPerSecond,
            @Schema(allowableValues = {"messages-wait", "no-messages"}) String effect){}
}
