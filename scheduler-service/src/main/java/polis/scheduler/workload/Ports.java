package polis.scheduler.workload;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Finds a port for a new instance. */
@Component
public class Ports {

    private final WorkloadSettings settings;
    private final ListenAddress address;
    private final IntPredicate unbound;
    private int next;

    @Autowired
    Ports(WorkloadSettings settings, ListenAddress address) {
        this(settings, address, Ports::unbound);
    }

    /** @param unbound whether nobody listens on a port */
    Ports(WorkloadSettings settings, ListenAddress address, IntPredicate unbound) {
        this.settings = settings;
        this.address = address;
        this.unbound = unbound;
        this.next = settings.ports().first();
    }

    public String host() {
        return address.host();
    }

    /**
     * One that no instance has and nobody listens on; the range is used in turn, so that a port rests after its use.
     */
    public synchronized OptionalInt free(Collection<Integer> taken) {
        Set<Integer> used = new HashSet<>(taken);
        int first = settings.ports().first();
        int size = settings.ports().last() - first + 1;
        for (int tries = 0; tries < size; tries++) {
            int port = next;
            next = first + (next - first + 1) % size;
            if (!used.contains(port) && unbound.test(port)) {
                return OptionalInt.of(port);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean unbound(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
