package polis.address;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of this machine's interfaces, read anew now and then by a thread of its own. */
final class OwnAddresses {

    private static final Logger log = LoggerFactory.getLogger(OwnAddresses.class);
    private static final long FRESH = Duration.ofSeconds(10).toNanos();

    private final AtomicLong readAt = new AtomicLong(System.nanoTime());
    private volatile Found found = read();

    private record Found(Set<InetAddress> addresses, Set<InetAddress> broadcasts) {}

    boolean contains(InetAddress address) {
        return address.isLoopbackAddress() || found().addresses().contains(address);
    }

    boolean broadcast(InetAddress address) {
        return found().broadcasts().contains(address);
    }

    private Found found() {
        long last = readAt.get();
        long now = System.nanoTime();
        if (now - last > FRESH && readAt.compareAndSet(last, now)) {
            Thread.ofPlatform().daemon().name("own-addresses").start(() -> found = read());
        }
        return found;
    }

    private static Found read() {
        var addresses = new HashSet<InetAddress>();
        var broadcasts = new HashSet<InetAddress>();
        try {
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).forEach(addresses::add);
            NetworkInterface.networkInterfaces().flatMap(network -> network.getInterfaceAddresses().stream())
                    .map(InterfaceAddress::getBroadcast).filter(java.util.Objects::nonNull)
                    .filter(address -> !address.isAnyLocalAddress()).forEach(broadcasts::add);
        } catch (SocketException e) {
            log.warn("Cannot read this machine's addresses; only loopback counts as its own", e);
        }
        broadcasts.removeAll(addresses);
        return new Found(Set.copyOf(addresses), Set.copyOf(broadcasts));
    }
}
