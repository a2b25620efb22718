package polis.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import polis.cli.api.PolisService;
import polis.cli.process.ProcessIdentity;
import polis.cli.stack.StackState;
import polis.cli.terminal.Words;

/** Step 8: each of the five services is killed once; the shop goes on, and nothing that was accepted is lost. */
final class ServicesKilled implements Step {

    @Override
    public String title() {
        return "Every service of Polis is killed with -9, one after the other";
    }

    @Override
    public void run(StepContext context) {
        Snapshot before = Snapshot.of(context);
        for (PolisService service : List.of(PolisService.REGISTRY, PolisService.VERSIONSET, PolisService.SCHEDULER,
                PolisService.MAP, PolisService.GATEWAY)) {
            kill(context, service);
        }
        Expect.soon("everything that was kept before", () -> {
            String lost = before.lostIn(Snapshot.of(context));
            context.meanwhile(lost);
            return lost.isEmpty() ? before : null;
        });
        context.tell("nothing was lost: " + before.sentence());
    }

    private static void kill(StepContext context, PolisService service) {
        ProcessIdentity victim = context.process(service).process();
        Instant killed = Instant.now();
        TrafficCheck check = new TrafficCheck(context.traffic());
        victim.find().orElseThrow(() -> new StepFailed(service.label() + " does not run")).destroyForcibly();
        StackState.Running next = Expect.soon(service.label() + " back", () -> {
            context.meanwhile("waiting for " + service.label());
            StackState.Running now = context.process(service);
            // The launcher notes the start's time when the service is ready.
            return !now.process().equals(victim) && now.startMillis() > 0 ? now : null;
        });
        Instant back = Instant.now();
        String took = Words.duration(Duration.between(killed, back));
        if (service == PolisService.GATEWAY) {
            Shop.awaitOpen(context);
            Instant open = Instant.now();
            context.traffic().excuse(killed, open);
            TrafficCheck after = new TrafficCheck(context.traffic());
            Expect.soon("traffic through the new gateway",
                    () -> context.traffic().answered() > 0 && Duration.between(open, Instant.now()).toSeconds() >= 2
                            ? open
                            : null);
            context.tell("gateway: back after " + took + " ("
                    + Words.count(context.traffic().lostSince(killed).size(), "request")
                    + " found the door shut); since then " + after.nothingFailed());
        } else {
            context.tell(service.label() + ": back after " + took + " (process " + next.process().pid() + "); "
                    + check.nothingFailed());
        }
        Expect.soon(service.label() + " answering", () -> context.get(service, about(service)));
    }

    /** Something that each service can only answer from its own database. */
    private static String about(PolisService service) {
        return switch (service) {
            case REGISTRY -> "/api/v1/summary";
            case VERSIONSET -> "/api/v1/revisions/current";
            case SCHEDULER -> "/api/v1/operations";
            case MAP -> "/api/v1/map";
            case GATEWAY -> "/api/v1/routes";
        };
    }
}
