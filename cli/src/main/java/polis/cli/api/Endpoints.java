package polis.cli.api;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import polis.cli.terminal.Failure;

/** The addresses of the APIs of a stack: one host, each service at its own port, all ports moved by the same offset. */
public final class Endpoints {

    public static final int TRAFFIC_PORT = 8080;

    private final Map<PolisService, URI> addresses = new EnumMap<>(PolisService.class);
    private final URI traffic;

    private Endpoints(String scheme, String host, int offset) {
        for (PolisService service : PolisService.values()) {
            addresses.put(service, URI.create(scheme + "://" + host + ":" + (service.port() + offset)));
        }
        traffic = URI.create(scheme + "://" + host + ":" + (TRAFFIC_PORT + offset));
    }

    /** Returns the addresses on this machine: by name where the services listen on all addresses, or on loopback. */
    public static Endpoints local(int offset, String bind) {
        boolean byName = Set.of("", "127.0.0.1", "0.0.0.0", "::", "localhost").contains(bind);
        return new Endpoints("http", byName ? "localhost" : bind.indexOf(':') < 0 ? bind : "[" + bind + "]", offset);
    }

    /**
     * A stack on another machine. The address is that of the gateway's admin port, the one that a browser opens: a port
     * other than 9080 says by how much all ports are moved.
     */
    public static Endpoints of(String address) {
        String text = address.contains("://") ? address : "http://" + address;
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(address + " is not an address. Write it like http://polis.example:9080.");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            throw new Failure(address + " is not an address. Write it like http://polis.example:9080.");
        }
        int port = uri.getPort() == -1 ? PolisService.GATEWAY.port() : uri.getPort();
        return new Endpoints(uri.getScheme(), uri.getHost(), port - PolisService.GATEWAY.port());
    }

    /** An address of a single service that differs from the rest. */
    public Endpoints with(PolisService service, URI address) {
        addresses.put(service, address);
        return this;
    }

    public URI of(PolisService service) {
        return addresses.getOrDefault(service, traffic);
    }

    /** The gateway's port for the workloads' own traffic. */
    public URI traffic() {
        return traffic;
    }
}
