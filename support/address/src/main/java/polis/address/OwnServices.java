package polis.address;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where Polis's own services listen: whoever could have traffic sent there would speak as the gateway
 * does.
 */
public final class OwnServices {

    private final OwnAddresses own;
    private final Lookups lookups;
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private final Set<Endpoint> places = ConcurrentHashMap.newKeySet();

    OwnServices(OwnAddresses own, Lookups lookups) {
        this.own = own;
        this.lookups = lookups;
    }

    private record Endpoint(StatedHost host, int port) {}

    /** This process listens on that port, on whichever of its addresses. */
    public void listensOn(int port) {
        if (port > 0) {
            ports.add(port);
        }
    }

    /** One of the services is there. A name is looked up again and again. */
    public void liesAt(String host, int port) {
        StatedHost stated = StatedHost.of(host);
        if (stated instanceof StatedHost.Name name && !name.local()) {
            var _ = lookups.known(name.name());
        }
        places.add(new Endpoint(stated, port));
    }

    boolean has(InetAddress address, int port) {
        boolean ours = own.contains(address);
        if (ours && ports.contains(port)) {
            return true;
        }
        for (Endpoint place : places) {
            if (place.port() == port && covers(place.host(), address, ours)) {
                return true;
            }
        }
        return false;
    }

    private boolean covers(StatedHost host, InetAddress address, boolean ours) {
        return switch (host) {
            case StatedHost.Literal(InetAddress there) -> same(there, address, ours);
            case StatedHost.Name name when name.local() -> ours;
            case StatedHost.Name(String name) ->
                lookups.known(name).stream().anyMatch(there -> same(there, address, ours));
            case StatedHost.Unreadable _ -> false;
        };
    }

    /** What listens on one of our addresses mostly listens on all of them. */
    private boolean same(InetAddress there, InetAddress address, boolean ours) {
        return there.equals(address) || (ours && (there.isAnyLocalAddress() || own.contains(there)));
    }
}
