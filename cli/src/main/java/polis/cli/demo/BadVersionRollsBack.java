package polis.cli.demo;

import java.util.List;
import java.util.Set;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import tools.jackson.databind.JsonNode;

/** Step 6: a version that never gets healthy is given up, and the last good revision goes on. */
final class BadVersionRollsBack implements Step {

    private static final String VERSION = "1.2.0";
    private static final String DEADLINE = "PT15S";

    @Override
    public String title() {
        return "A version that never gets healthy is rolled back";
    }

    @Override
    public void run(StepContext context) {
        TrafficCheck check = new TrafficCheck(context.traffic());
        long position = Lifecycle.position(context, Shop.CHANGING);
        int good = context.revision();
        context.apply(context.manifest().withUnhealthy(Shop.CHANGING, VERSION, DEADLINE));
        int bad = context.revision();
        JsonNode operation = Operation.ended(context, bad);
        String reason = Json.text(operation, "reason");
        Expect.that(Json.text(operation, "status").equals("ROLLED_BACK"),
                "The operation ended as " + Json.text(operation, "status") + ": " + reason);
        Expect.that(!reason.isEmpty(), "The operation does not say why it was rolled back");
        context.tell("given up within its deadline: " + reason);
        Expect.soon("only " + VersionRollsOut.VERSION + " of " + Shop.CHANGING,
                () -> VersionRollsOut.versions(context).equals(Set.of(VersionRollsOut.VERSION)) ? good : null);
        int current = Expect.soon("revision " + good + " as the current one", () -> {
            int now = context.get(PolisService.VERSIONSET, "/api/v1/revisions/current").path("number").asInt();
            return now == good ? now : null;
        });
        List<String> states = Expect.soon("the way ROLLBACK → RUN", () -> {
            List<String> now = Lifecycle.statesSince(context, Shop.CHANGING, position);
            return Lifecycle.passes(now, List.of("ROLLBACK", "RUN")) ? now : null;
        });
        context.tell("revision " + current + " is in force again; RUN → " + String.join(" → ", states));
        context.tell(check.nothingFailed());
    }
}
