package polis.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import polis.cli.api.Json;
import polis.cli.api.PolisService;
import polis.cli.api.Reply;
import polis.cli.terminal.Words;
import tools.jackson.databind.JsonNode;

/** Step 7: an instance is killed; it gets no more traffic, and another one takes its place. */
final class InstanceKilled implements Step {

    private static final Duration OUT_OF_TRAFFIC = Duration.ofSeconds(2);

    @Override
    public String title() {
        return "An instance is killed with -9";
    }

    @Override
    public void run(StepContext context) {
        JsonNode victim = Json.items(context.get(PolisService.SCHEDULER, "/api/v1/instances"))
                .filter(instance -> Json.text(instance, "service").equals(Shop.FRONT))
                .filter(instance -> Json.text(instance, "state").equals("RUN")).findFirst()
                .orElseThrow(() -> new StepFailed("The scheduler knows no running " + Shop.FRONT));
        String id = Json.text(victim, "id");
        Instant killed = Instant.now();
        ProcessHandle process = ProcessHandle.of(victim.path("pid").asLong())
                .orElseThrow(() -> new StepFailed("There is no process of " + id));
        Expect.that(process.destroyForcibly(), "Cannot kill " + id);
        Expect.withinLooks(OUT_OF_TRAFFIC, id + " out of traffic", () -> isOut(context, id));
        Instant out = Instant.now();
        context.tell(id + " was out of traffic after " + Words.duration(Duration.between(killed, out)));
        Instant atLeast = killed.plus(OUT_OF_TRAFFIC);
        Instant settled = out.isAfter(atLeast) ? out : atLeast;
        context.traffic().excuse(killed, settled);
        int wanted = context.manifest().instances(Shop.FRONT);
        List<JsonNode> running = Expect.soon("a replacement for " + id, () -> {
            context.meanwhile("waiting for a replacement");
            List<JsonNode> now = context.running(Shop.FRONT);
            boolean without = now.stream().noneMatch(instance -> Json.text(instance, "id").equals(id));
            return without && now.size() == wanted ? now : null;
        });
        context.tell(
                "replaced after " + Words.duration(Duration.between(killed, Instant.now())) + " without anyone's help: "
                        + String.join(", ", running.stream().map(instance -> Json.text(instance, "id")).toList()));
        int hurt = context.traffic().lostSince(killed).size();
        List<Traffic.Lost> later = context.traffic().lostSince(settled);
        Expect.that(later.isEmpty(), Words.count(later.size(), "request") + " failed later than "
                + Words.duration(Duration.between(killed, settled)) + " after the kill");
        context.tell(hurt == 0
                ? "no request failed, not even those in its hands"
                : Words.count(hurt, "request") + " in its hands failed, none after that");
    }

    private static boolean isOut(StepContext context, String id) {
        Reply reply = context.api().get(PolisService.GATEWAY, "/api/v1/upstreams/" + Shop.FRONT + "/instances/" + id);
        if (reply.status() == 404) {
            return true;
        }
        JsonNode upstream = reply.orFail();
        return !Json.text(upstream, "ejectedUntil").isEmpty() || upstream.path("weight").asInt(1) == 0;
    }
}
