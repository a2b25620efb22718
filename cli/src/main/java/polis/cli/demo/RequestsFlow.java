package polis.cli.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Step 3: customers come, and the gateway spreads them over the instances it has discovered. */
final class RequestsFlow implements Step {

    private static final int ENOUGH = 60;

    @Override
    public String title() {
        return "Customers come in through the gateway";
    }

    @Override
    public void run(Scene scene) {
        Traffic traffic = scene.traffic();
        Shop.awaitOpen(scene);
        traffic.start();
        Watch watch = new Watch(traffic);
        int instances = scene.manifest().instances(Shop.FRONT);
        Map<String, Long> shares = Expect.soon("requests answered by " + instances + " instances of " + Shop.FRONT,
                () -> {
                    Map<String, Long> now = new HashMap<>(traffic.byInstance());
                    return watch.answered() >= ENOUGH && now.size() == instances ? now : null;
                });
        scene.tell(watch.nothingFailed() + " (" + scene.api().endpoints().traffic() + "/shop/)");
        scene.tell("answered by " + shares.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(share -> share.getKey() + " " + share.getValue() + "×").collect(Collectors.joining(", ")));
    }
}
