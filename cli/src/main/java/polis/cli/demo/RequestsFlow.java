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
    public void run(StepContext context) {
        Traffic traffic = context.traffic();
        Shop.awaitOpen(context);
        traffic.start();
        TrafficCheck check = new TrafficCheck(traffic);
        int instances = context.manifest().instances(Shop.FRONT);
        Map<String, Long> shares = Expect.soon("requests answered by " + instances + " instances of " + Shop.FRONT,
                () -> {
                    Map<String, Long> now = new HashMap<>(traffic.byInstance());
                    return check.answered() >= ENOUGH && now.size() == instances ? now : null;
                });
        context.tell(check.nothingFailed() + " (" + context.api().endpoints().traffic() + "/shop/)");
        context.tell("answered by " + shares.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(share -> share.getKey() + " " + share.getValue() + "×").collect(Collectors.joining(", ")));
    }
}
