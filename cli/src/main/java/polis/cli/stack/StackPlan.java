package polis.cli.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import polis.cli.api.Endpoints;
import polis.cli.api.PolisService;

/**
 * What a start needs to know.
 *
 * @param plain whether the jars are started as they are, which is slower
 * @param training whether the AOT caches that are missing are made
 */
record StackPlan(StackFolder folder, Path home, Path artifacts, int offset, String bind, Secrets secrets,
        Database database, boolean plain, boolean training) {

    /** In the environment of every process of this stack: how {@code down} finds those that nobody wrote down. */
    static final String MARK = "POLIS_STACK";

    private static final int WORKLOAD_PORT = 20000;
    private static final int WORKLOAD_PORTS = 1000;

    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    Endpoints endpoints() {
        return Endpoints.local(offset, bind);
    }

    Map<String, String> mark() {
        return Map.of(MARK, folder.root().toString());
    }

    /** All ports that must be free before anything is started. */
    List<Integer> ports() {
        IntStream services = Stream.of(PolisService.values())
                .flatMapToInt(service -> service.ports(offset).stream().mapToInt(Integer::intValue));
        IntStream all = database.embedded() ? IntStream.concat(services, IntStream.of(database.port())) : services;
        return all.boxed().toList();
    }

    /** Returns the environment of the service's process. */
    Map<String, String> environment(PolisService service) {
        Map<String, String> values = new HashMap<>(mark());
        Endpoints endpoints = endpoints();
        values.put("SERVER_PORT", Integer.toString(service.mainPort(offset)));
        values.put("SERVER_ADDRESS", bind);
        values.put("SPRING_DATASOURCE_URL", database.url());
        values.put("SPRING_DATASOURCE_USERNAME", service.role());
        values.put("SPRING_DATASOURCE_PASSWORD", secrets.database(service));
        values.put("POLIS_SECURITY_JWKS_URI", endpoints.of(PolisService.REGISTRY) + "/oauth2/jwks");
        values.put("POLIS_SECURITY_TOKEN_URI", endpoints.of(PolisService.REGISTRY) + "/oauth2/token");
        if (service.callsOthers()) {
            values.put("POLIS_SECURITY_CLIENT_ID", service.client());
            values.put("POLIS_SECURITY_CLIENT_SECRET", secrets.client(service));
        }
        values.put("POLIS_SECURITY_JWKS_CACHE", folder.jwks().resolve(service.label() + ".json").toString());
        for (PolisService other : PolisService.values()) {
            values.put("POLIS_PEERS_" + other.name(), endpoints.of(other).toString());
        }
        values.put("POLIS_ADDRESSES_SERVICES",
                ports().stream().map(port -> "localhost:" + port).collect(Collectors.joining(",")));
        values.putAll(switch (service) {
            case REGISTRY -> registry();
            case VERSIONSET -> Map.<String, String>of();
            case SCHEDULER -> scheduler();
            case MAP -> Map.of("POLIS_MAP_INGEST_KEY", secrets.ingestKey());
            case GATEWAY -> Map.of("POLIS_GATEWAY_ADMIN_PORT", Integer.toString(PolisService.GATEWAY.port() + offset),
                    "POLIS_GATEWAY_ADMIN_ADDRESS", bind, "MANAGEMENT_TRACING_EXPORT_ZIPKIN_ENDPOINT", spans());
        });
        return values;
    }

    private Map<String, String> registry() {
        Map<String, String> values = new HashMap<>();
        values.put("POLIS_REGISTRY_EUREKA_USERNAME", "eureka");
        values.put("POLIS_REGISTRY_EUREKA_PASSWORD", secrets.eureka());
        values.put("POLIS_REGISTRY_SEAL_KEY", secrets.seal());
        secrets.formerSeals().ifPresent(former -> values.put("POLIS_REGISTRY_SEAL_ACCEPTED", former));
        values.put("POLIS_REGISTRY_CLIENTS_CLI", secrets.cli());
        Stream.of(PolisService.values()).filter(PolisService::callsOthers)
                .forEach(service -> values.put(
                        "POLIS_REGISTRY_CLIENTS_" + service.role().replace("_", "").toUpperCase(Locale.ROOT),
                        secrets.client(service)));
        return values;
    }

    private Map<String, String> scheduler() {
        int first = WORKLOAD_PORT + offset;
        Map<String, String> values = new HashMap<>();
        values.put("POLIS_SCHEDULER_ARTIFACTS", artifacts.toString());
        values.put("POLIS_SCHEDULER_WORKDIR", folder.scheduler().toString());
        values.put("POLIS_SCHEDULER_PORTS", first + "-" + (first + WORKLOAD_PORTS - 1));
        values.put("POLIS_SCHEDULER_JAVA", java().toString());
        workloads().forEach((name, value) -> values.put("POLIS_SCHEDULER_WORKLOAD_ENVIRONMENT_" + name, value));
        return values;
    }

    /**
     * Where stock clients of Eureka and Zipkin find the services. The scheduler puts each service's own credential into
     * the URL.
     */
    private Map<String, String> workloads() {
        String registry = endpoints().of(PolisService.REGISTRY).getAuthority();
        return Map.of("EUREKA_CLIENT_SERVICEURL_DEFAULTZONE", "http://" + registry + "/eureka/",
                "MANAGEMENT_TRACING_EXPORT_ZIPKIN_ENDPOINT", spans(), MARK, folder.root().toString());
    }

    private String spans() {
        return endpoints().of(PolisService.MAP) + "/ingest/" + secrets.ingestKey() + "/api/v2/spans";
    }
}
