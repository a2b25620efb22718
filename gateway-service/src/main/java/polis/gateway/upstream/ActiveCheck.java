package polis.gateway.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import polis.address.AddressPolicy;
import polis.address.Verdict;
import polis.loop.Loop;

/** Looks after ejected instances: one that accepts connections again gets traffic again, slowly at first. */
@Component
class ActiveCheck extends Loop {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Upstreams upstreams;
    private final AddressPolicy policy;
    private final UpstreamSettings settings;
    private final Clock clock;
    private final Set<UpstreamInstance> underCheck = ConcurrentHashMap.newKeySet();

    ActiveCheck(Upstreams upstreams, AddressPolicy policy, UpstreamSettings settings, Clock clock) {
        super("active-check");
        this.upstreams = upstreams;
        this.policy = policy;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected Duration step() {
        for (Upstream upstream : upstreams.all()) {
            for (UpstreamInstance instance : upstream.instances()) {
                Long until = instance.ejectedUntilMillis();
                if (until != null && until <= clock.millis() && underCheck.add(instance)) {
                    // Side by side: one that swallows packets must not keep the others waiting.
                    Thread.startVirtualThread(() -> check(upstream, instance));
                }
            }
        }
        return INTERVAL;
    }

    private void check(Upstream upstream, UpstreamInstance instance) {
        try (Socket socket = new Socket()) {
            if (policy.of(instance.host(), instance.port()) instanceof Verdict.Allowed(InetAddress address)) {
                socket.connect(new InetSocketAddress(address, instance.port()),
                        Math.toIntExact(settings.connectTimeout().toMillis()));
                instance.readmit(clock.millis());
            } else {
                upstream.eject(instance);
            }
        } catch (IOException stillAway) {
            upstream.eject(instance);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            underCheck.remove(instance);
        }
    }
}
