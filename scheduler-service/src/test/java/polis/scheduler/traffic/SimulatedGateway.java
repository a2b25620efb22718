package polis.scheduler.traffic;

import java.util.Random;
import polis.scheduler.cluster.Traffic;

/** gateway-service in memory, behind the scheduler's own client: now and then a request is under way. */
public final class SimulatedGateway implements GatewayClient {

    private final Random random;

    public SimulatedGateway(Random random) {
        this.random = random;
    }

    public Traffic traffic() {
        return new HttpTraffic(this);
    }

    @Override
    public UpstreamInstance weigh(String service, String id, Weight weight) {
        return new UpstreamInstance(weight.weight() == 0 ? random.nextInt(2) : 0);
    }
}
