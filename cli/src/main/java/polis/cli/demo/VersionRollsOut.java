package polis.cli.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import polis.cli.api.Json;
import tools.jackson.databind.JsonNode;

/** Step 5: a new version under traffic, instance by instance, and nobody notices. */
final class VersionRollsOut implements Step {

    static final String VERSION = "1.1.0";

    @Override
    public String title() {
        return "A new version of " + Shop.CHANGING + " is rolled out under traffic";
    }

    @Override
    public void run(StepContext context) {
        TrafficCheck check = new TrafficCheck(context.traffic());
        long position = Lifecycle.position(context, Shop.CHANGING);
        context.apply(context.manifest().withVersion(Shop.CHANGING, VERSION));
        JsonNode operation = Operation.ended(context, context.revision());
        Expect.that(Json.text(operation, "status").equals("SUCCEEDED"),
                "The operation ended as " + Json.text(operation, "status") + ": " + Json.text(operation, "reason"));
        int wanted = context.manifest().instances(Shop.CHANGING);
        Expect.soon(wanted + " instances of " + Shop.CHANGING + " " + VERSION + " and no other",
                () -> versions(context).equals(Set.of(VERSION)) && context.running(Shop.CHANGING).size() == wanted
                        ? VERSION
                        : null);
        List<String> states = Expect.soon("the way UPDATE → RUN", () -> {
            List<String> now = Lifecycle.statesSince(context, Shop.CHANGING, position);
            return Lifecycle.passes(now, List.of("UPDATE", "RUN")) ? now : null;
        });
        context.tell("revision " + context.revision() + ": " + Shop.CHANGING + " runs " + VERSION + "; RUN → "
                + String.join(" → ", states));
        context.tell(check.nothingFailed());
    }

    static Set<String> versions(StepContext context) {
        return context.running(Shop.CHANGING).stream().map(instance -> Json.text(instance, "version"))
                .collect(Collectors.toSet());
    }
}
