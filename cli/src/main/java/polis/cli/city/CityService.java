package polis.cli.city;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import polis.cli.api.Endpoints;
import polis.cli.api.Peer;

/** A service of the city hall, and the names by which others know it. */
public enum CityService {
    REGISTRY(Peer.REGISTRY, "registry-service", "registry", "registry"),
    VERSIONSET(Peer.VERSIONSET, "versionset-service", "versionset", "versionset"),
    SCHEDULER(Peer.SCHEDULER, "scheduler-service", "scheduler", "scheduler"),
    MAP(Peer.MAP, "dependency-map-service", "dependency_map", "dependency-map"),
    GATEWAY(Peer.GATEWAY, "gateway-service", "gateway", "gateway");

    private final Peer peer;
    private final String module;
    private final String role;
    private final String client;

    CityService(Peer peer, String module, String role, String client) {
        this.peer = peer;
        this.module = module;
        this.role = role;
        this.client = client;
    }

    public String label() {
        return peer.label();
    }

    public Peer peer() {
        return peer;
    }

    String module() {
        return module;
    }

    /** The role in the database, which is the schema's name too. */
    String role() {
        return role;
    }

    /** The OAuth2 client's id. */
    String client() {
        return client;
    }

    /** Whether it needs a token of its own; the registry is asked and asks nobody. */
    boolean callsOthers() {
        return this != REGISTRY;
    }

    /** The port that carries the service's main business; the gateway's is that of the traffic. */
    int mainPort(int offset) {
        return (this == GATEWAY ? Endpoints.TRAFFIC_PORT : peer.port()) + offset;
    }

    List<Integer> ports(int offset) {
        return this == GATEWAY ? List.of(mainPort(offset), peer.port() + offset) : List.of(mainPort(offset));
    }

    Path jar(Path home) {
        return home.resolve(module).resolve("target").resolve(module + ".jar");
    }

    /** Also by the module's name and by what is said every day. */
    public static Optional<CityService> named(String name) {
        return Stream.of(values()).filter(
                service -> name.equals(service.label()) || name.equals(service.module) || name.equals(service.client))
                .findFirst();
    }
}
