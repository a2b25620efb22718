package polis.scheduler.instance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds a port for a new instance. */
@Component
public class Ports {

    private final WorkloadSettings settings;
    private final ListenAddress address;
    private int next;

    Ports(WorkloadSettings settings, ListenAddress address) {
        this.settings = settings;
        this.address = address;
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
            if (!used.contains(port) && unbound(port)) {
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
