package polis.cli.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import polis.cli.api.Json;
import tools.jackson.databind.JsonNode;

/** Step 2: the scheduler starts the processes, callees first, and each one registers itself. */
final class ManifestConverges implements Step {

    private static final List<String> BIRTH = List.of("PROVISION", "READY", "RUN");

    @Override
    public String title() {
        return "The scheduler brings it about";
    }

    @Override
    public void run(StepContext context) {
        JsonNode operation = Operation.ended(context, context.revision());
        Expect.that(Json.text(operation, "status").equals("SUCCEEDED"),
                "The operation ended as " + Json.text(operation, "status") + ": " + Json.text(operation, "reason"));
        context.tell("operation " + Json.text(operation, "id") + " succeeded with " + operation.path("steps").size()
                + " steps");
        calleesFirst(context.manifest(), operation);
        context.tell("callees were started before their callers");
        int instances = 0;
        for (String service : context.manifest().services()) {
            instances += healthy(context, service);
        }
        context.tell(instances + " instances of " + context.manifest().services().size()
                + " services registered with Eureka and went PROVISION → READY → RUN");
    }

    private static int healthy(StepContext context, String service) {
        int wanted = context.manifest().instances(service);
        Expect.soon(wanted + " × " + service + " running and registered", () -> {
            // A stack that was down for a while has its revision in force already, and starts its instances again.
            context.meanwhile("waiting for " + service);
            List<JsonNode> now = context.running(service);
            return now.size() == wanted && now.stream().allMatch(ManifestConverges::isRegistered) ? now : null;
        });
        List<String> states = Lifecycle.statesSince(context, service, -1);
        // A service is born in PROVISION, which need not be a transition; one that ran before has been through all.
        Expect.that(Lifecycle.passes(states, BIRTH.subList(1, 3)), service + " went " + states);
        return wanted;
    }

    private static boolean isRegistered(JsonNode instance) {
        return Json.text(instance, "eurekaStatus").equals("UP") && !instance.path("restored").asBoolean();
    }

    /** Checks that a callee starts before its caller, unless the two are in a cycle. */
    private static void calleesFirst(ShopManifest shop, JsonNode operation) {
        Map<String, Integer> starts = new HashMap<>();
        operation.path("steps").valueStream().filter(step -> Json.text(step, "action").equals("START"))
                .forEach(step -> starts.merge(Json.text(step, "service"), step.path("number").asInt(), Math::min));
        starts.forEach((caller, start) -> shop.dependencies(caller).stream()
                .filter(callee -> !shop.dependencies(callee).contains(caller))
                .forEach(callee -> Expect.that(starts.getOrDefault(callee, 0) < start,
                        caller + " was started before " + callee + ", which it calls")));
    }
}
