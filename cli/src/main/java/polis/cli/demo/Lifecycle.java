package polis.cli.demo;

import java.util.Comparator;
import java.util.List;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import tools.jackson.databind.JsonNode;

/** A service's states as the registry has kept them. */
final class Lifecycle {

    private Lifecycle() {}

    /** The sequence number of the newest transition, from which a step looks on. */
    static long position(StepContext context, String service) {
        return own(context, service).stream().mapToLong(node -> node.path("seq").asLong()).max().orElse(0);
    }

    /** The states that the service itself (not one of its instances) went to after the position, in order. */
    static List<String> statesSince(StepContext context, String service, long position) {
        return own(context, service).stream().filter(node -> node.path("seq").asLong() > position)
                .sorted(Comparator.comparingLong(node -> node.path("seq").asLong())).map(node -> Json.text(node, "to"))
                .toList();
    }

    private static List<JsonNode> own(StepContext context, String service) {
        return Json.items(context.get(PolisService.REGISTRY, "/api/v1/services/" + service + "/transitions?limit=200"))
                .filter(node -> Json.text(node, "instance").isEmpty()).toList();
    }

    /** Returns whether the expected states occur in that order, others between them or not. */
    static boolean passes(List<String> states, List<String> expected) {
        int next = 0;
        for (String state : states) {
            if (next < expected.size() && state.equals(expected.get(next))) {
                next++;
            }
        }
        return next == expected.size();
    }
}
