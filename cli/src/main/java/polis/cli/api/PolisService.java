package polis.cli.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The five services: the port of each one's API, and the names by which others know it. */
public enum PolisService {

    REGISTRY(8761, "registry-service", "registry", "registry"),
    VERSIONSET(8081, "versionset-service", "versionset", "versionset"),
    SCHEDULER(8082, "scheduler-service", "scheduler", "scheduler"),
    MAP(8083, "dependency-map-service", "dependency_map", "dependency-map"),
    GATEWAY(9080, "gateway-service", "gateway", "gateway");

    private final int port;
    private final String module;
    private final String role;
    private final String client;

    PolisService(int port, String module, String role, String client) {
        this.port = port;
        this.module = module;
        this.role = role;
        this.client = client;
    }

    /** The port of the API; the gateway's is that of the administrators. */
    public int port() {
        return port;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Maven module, which is the jar's name too. */
    public String module() {
        return module;
    }

    /** The role in the database, which is the schema's name too. */
    public String role() {
        return role;
    }

    /** The OAuth2 client's id. */
    public String client() {
        return client;
    }

    /** Returns whether it needs a token of its own; the registry calls no other service. */
    public boolean callsOthers() {
        return this != REGISTRY;
    }

    /** The port that carries the service's main business; the gateway's is that of the traffic. */
    public int mainPort(int offset) {
        return (this == GATEWAY ? Endpoints.TRAFFIC_PORT : port) + offset;
    }

    public List<Integer> ports(int offset) {
        return this == GATEWAY ? List.of(mainPort(offset), port + offset) : List.of(mainPort(offset));
    }

    /** Finds a service by its label, its module's name or its client's id. */
    public static Optional<PolisService> named(String name) {
        return Stream.of(values()).filter(
                service -> name.equals(service.label()) || name.equals(service.module) || name.equals(service.client))
                .findFirst();
    }
}
