package polis.benchmark.map;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import polis.benchmark.ProcessCost;
import polis.postgres.test.TestDatabase;

/**
 * dependency-map-service with a PostgreSQL of its own.
 *
 * @param postmaster the process that has started all of the database's others
 */
record MapService(SpanServer server, long postmaster) {

    /** Those of deploy/Dockerfile, the heap aside. */
    static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xss512k");

    /** More for our server's JVM, such as those of a flight recording. */
    private static final String MORE_FLAGS = System.getProperty("polis.benchmark.flags", "");

    static MapService start(Path home, Path logs) throws Exception {
        TestDatabase database = TestDatabase.dedicated("dependency_map");
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        long postmaster;
        try (var connection = database.dataSource().getConnection();
                var row = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            row.next();
            postmaster = ProcessCost.parentOf(row.getLong(1));
        }
        StubRegistry registry = new StubRegistry();
        Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
        Map<String, String> environment = new HashMap<>(Map.of("SPRING_DATASOURCE_URL", database.jdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", database.username(), "SPRING_DATASOURCE_PASSWORD", database.password(),
                "POLIS_PEERS_REGISTRY", registry.url(), "POLIS_MAP_INGEST_KEY", "benchmark"));
        environment.put("POLIS_SECURITY_JWKS_URI", registry.url() + "/oauth2/jwks");
        environment.put("POLIS_SECURITY_TOKEN_URI", registry.url() + "/oauth2/token");
        environment.put("POLIS_SECURITY_CLIENT_ID", "dependency-map");
        environment.put("POLIS_SECURITY_CLIENT_SECRET", "benchmark");
        SpanServer server = SpanServer.start("dependency-map-service",
                home.resolve("dependency-map-service/target/dependency-map-service.jar"), logs.resolve("map-ours.log"),
                flags(), environment, "SERVER_PORT", "/actuator/health/readiness", "/ingest/benchmark/api/v2/spans");
        server.authorize(registry.token("viewer"));
        return new MapService(server, postmaster);
    }

    private static List<String> flags() {
        Stream<String> more = Stream.of(MORE_FLAGS.split(" ", -1)).filter(flag -> !flag.isEmpty());
        return Stream.concat(FLAGS.stream(), Stream.concat(Stream.of("-Xmx512m"), more)).toList();
    }
}
