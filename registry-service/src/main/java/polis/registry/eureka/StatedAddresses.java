package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.PortType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import polis.address.AddressPolicy;
import polis.address.Verdict;

// ADR 75
/** Judges the addresses under which an instance wants to be reached. */
@Component
class StatedAddresses {

    /** So long a registration waits for a name; what is not known by then is judged by those who use it. */
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int MOST_WAITING = 16;

    private final AddressPolicy policy;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    StatedAddresses(AddressPolicy policy) {
        this.policy = policy;
    }

    /** Refuses an instance with an address that none may have. One whose name is not known yet is let in. */
    void check(InstanceInfo sent) {
        List<String> hosts = Stream.of(sent.getHostName(), sent.getIPAddr()).distinct().toList();
        for (int port : ports(sent)) {
            for (String host : hosts) {
                if (judge(host, port) instanceof Verdict.Forbidden(String why)) {
                    throw new EurekaException(403, "The address of this instance is forbidden. " + why);
                }
            }
        }
    }

    private static List<Integer> ports(InstanceInfo sent) {
        List<Integer> enabled = Stream.of(PortType.values()).filter(sent::isPortEnabled)
                .map(type -> type == PortType.SECURE ? sent.getSecurePort() : sent.getPort()).distinct().toList();
        return enabled.isEmpty() ? List.of(sent.getPort()) : enabled;
    }

    private Verdict judge(String host, int port) {
        Verdict known = policy.known(host, port);
        if (!(known instanceof Verdict.Unresolved) || !waiting.tryAcquire()) {
            return known;
        }
        try {
            return policy.of(host, port, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return known;
        } finally {
            waiting.release();
        }
    }
}
