package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The five services of a stack, asked as an administrator. */
final class Services {

    private static final Duration ROLLOUT = Duration.ofMinutes(5);

    final Api registry;

    final Api versionset;

    final Api scheduler;

    final Api map;

    final Api gateway;

    Services(Stack stack) {
        String admin = stack.token("admin");
        registry = new Api(stack.registry(), admin);
        versionset = new Api(stack.versionset(), admin);
        scheduler = new Api(stack.scheduler(), admin);
        map = new Api(stack.map(), admin);
        gateway = new Api(stack.console(), admin);
    }

    int apply(ObjectNode manifest) {
        Api.Answer applied = versionset.postJson("/api/v1/manifests", manifest);
        assertThat(applied.status()).as(applied.response().body()).isEqualTo(201);
        return applied.json().get("revision").asInt();
    }

    /** The operation that applies the revision, once it has ended, as it should. */
    JsonNode operationOf(int revision, String status) {
        JsonNode operation = await().atMost(ROLLOUT).pollInterval(Duration.ofMillis(500)).ignoreExceptions()
                .until(() -> latestOperation(revision), (found) -> !"RUNNING".equals(found.get("status").asString()));
        assertThat(operation.get("status").asString()).as(operation.toPrettyString()).isEqualTo(status);
        return operation;
    }

    private JsonNode latestOperation(int revision) {
        for (JsonNode item : scheduler.get("/api/v1/operations?revision=" + revision).ok().get("items")) {
            if (item.get("kind").asString().equals("APPLY")) {
                return scheduler.get("/api/v1/operations/" + item.get("id").asString()).ok();
            }
        }
        throw new IllegalStateException("no operation yet");
    }

    /** The states that the service went through, in order. */
    List<String> lifecycleOf(String service) {
        List<String> states = new ArrayList<>();
        List<JsonNode> transitions = new ArrayList<>();
        registry.get("/api/v1/services/" + service + "/transitions?limit=200").ok().get("items")
                .forEach(transitions::add);
        transitions.removeIf((transition) -> transition.hasNonNull("instance"));
        transitions.sort(Comparator.comparingLong((transition) -> transition.get("seq").asLong()));
        transitions.stream().findFirst().ifPresent((first) -> states.add(first.get("from").asString("")));
        transitions.forEach((transition) -> states.add(transition.get("to").asString()));
        return states;
    }

    /** Instances as the registry knows them. */
    List<JsonNode> registered(String service) {
        return instances(service);
    }

    private List<JsonNode> instances(String service) {
        return registry.get("/api/v1/services/" + service + "/instances").ok().get("items").valueStream().toList();
    }

    List<String> running(String service) {
        return instances(service).stream().filter((instance) -> instance.get("state").asString().equals("RUN"))
                .map((instance) -> instance.get("id").asString()).toList();
    }

    List<String> versionsOf(String service) {
        return instances(service).stream().filter((instance) -> instance.get("state").asString().equals("RUN"))
                .map((instance) -> instance.get("version").asString()).toList();
    }

    /** Instances whose process is known. */
    List<JsonNode> schedulersInstances(String service) {
        return scheduler.get("/api/v1/instances?limit=200").ok().get("items").valueStream()
                .filter((instance) -> instance.get("service").asString().equals(service) && instance.hasNonNull("pid"))
                .toList();
    }

    boolean takesTraffic(String service, String id) {
        for (JsonNode upstream : gateway.get("/api/v1/upstreams").ok().get("items")) {
            if (upstream.get("service").asString().equals(service)) {
                for (JsonNode instance : upstream.get("instances")) {
                    if (instance.get("id").asString().equals(id)) {
                        return instance.get("weight").asInt() > 0 && !instance.hasNonNull("ejectedUntil");
                    }
                }
            }
        }
        return false;
    }

    long callsBetween(String from, String to) {
        for (JsonNode edge : map.get("/api/v1/map").ok().get("edges")) {
            if (edge.get("from").asString().equals(from) && edge.get("to").asString().equals(to)) {
                return edge.get("calls").asLong();
            }
        }
        return 0;
    }

}
