package polis.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import polis.cli.api.Json;
import polis.cli.api.Peer;
import tools.jackson.databind.JsonNode;

/** What the scheduler does about a revision. */
final class Operation {

    private Operation() {}

    /** Waits for the end of the operation that the revision set off. */
    static JsonNode ended(Scene scene, int revision, Duration limit) {
        return Expect.soon(limit, "an end of the operation for revision " + revision, () -> {
            JsonNode operation = of(scene, revision);
            if (operation == null) {
                scene.meanwhile("waiting for the scheduler");
                return null;
            }
            JsonNode current = operation.path("steps").valueStream()
                    .filter(step -> Json.text(step, "status").equals("RUNNING")).findFirst().orElse(operation);
            scene.meanwhile((Json.text(current, "service") + " " + Json.text(current, "action")
                    .toLowerCase(Locale.ROOT).replace('_', ' ')).strip());
            return Json.text(operation, "status").equals("RUNNING") ? null : operation;
        });
    }

    private static @Nullable JsonNode of(Scene scene, int revision) {
        List<JsonNode> items = Json.items(scene.get(Peer.SCHEDULER, "/api/v1/operations?revision=" + revision))
                .filter(item -> !Json.text(item, "kind").equals("HEAL")).toList();
        if (items.isEmpty()) {
            return null;
        }
        return scene.get(Peer.SCHEDULER, "/api/v1/operations/" + Json.text(items.getFirst(), "id"));
    }
}
