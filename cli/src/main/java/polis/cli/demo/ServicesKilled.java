package polis.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import polis.cli.api.Peer;
import polis.cli.city.CityService;
import polis.cli.city.CityState;
import polis.cli.process.ProcessIdentity;
import polis.cli.terminal.Words;

/** Step 8: each of the five services is killed once; the shop goes on, and nothing that was accepted is lost. */
final class ServicesKilled implements Step {

    @Override
    public String title() {
        return "Every service of Polis is killed with -9, one after the other";
    }

    @Override
    public void run(Scene scene) {
        Kept before = Kept.of(scene);
        for (CityService service : List.of(CityService.REGISTRY, CityService.VERSIONSET, CityService.SCHEDULER,
                CityService.MAP, CityService.GATEWAY)) {
            kill(scene, service);
        }
        Expect.soon("everything that was kept before", () -> {
            String lost = before.lostIn(Kept.of(scene));
            scene.meanwhile(lost);
            return lost.isEmpty() ? before : null;
        });
        scene.tell("nothing was lost: " + before.sentence());
    }

    private static void kill(Scene scene, CityService service) {
        ProcessIdentity victim = scene.process(service).process();
        Instant killed = Instant.now();
        Watch watch = new Watch(scene.traffic());
        victim.find().orElseThrow(() -> new StepFailed(service.label() + " does not run")).destroyForcibly();
        CityState.Running next = Expect.soon(service.label() + " back", () -> {
            scene.meanwhile("waiting for " + service.label());
            CityState.Running now = scene.process(service);
            // The launcher notes the start's time when the service is ready.
            return !now.process().equals(victim) && now.startMillis() > 0 ? now : null;
        });
        Instant back = Instant.now();
        String took = Words.duration(Duration.between(killed, back));
        if (service == CityService.GATEWAY) {
            Shop.awaitOpen(scene);
            Instant open = Instant.now();
            scene.traffic().excuse(killed, open);
            Watch after = new Watch(scene.traffic());
            Expect.soon("traffic through the new gateway",
                    () -> scene.traffic().answered() > 0 && Duration.between(open, Instant.now()).toSeconds() >= 2
                            ? open
                            : null);
            scene.tell("gateway: back after " + took + " ("
                    + Words.count(scene.traffic().lostSince(killed).size(), "request")
                    + " found the door shut); since then " + after.nothingFailed());
        } else {
            scene.tell(service.label() + ": back after " + took + " (process " + next.process().pid() + "); "
                    + watch.nothingFailed());
        }
        Expect.soon(service.label() + " answering", () -> scene.get(peerOf(service), about(service)));
    }

    private static Peer peerOf(CityService service) {
        return service.peer();
    }

    /** Something that each service can only answer from its own database. */
    private static String about(CityService service) {
        return switch (service) {
            case REGISTRY -> "/api/v1/summary";
            case VERSIONSET -> "/api/v1/revisions/current";
            case SCHEDULER -> "/api/v1/operations";
            case MAP -> "/api/v1/map";
            case GATEWAY -> "/api/v1/routes";
        };
    }
}
