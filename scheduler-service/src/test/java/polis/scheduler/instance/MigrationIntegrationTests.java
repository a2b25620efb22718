package polis.scheduler.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.postgres.test.TestDatabase;
import polis.scheduler.cluster.ServiceTarget;
import tools.jackson.databind.json.JsonMapper;

/** Instances that run while the scheduler is updated go on as what they are. */
class MigrationIntegrationTests {

    @Test
    void aRowOfBeforeSaysItsTargetOnce() {
        try (TestDatabase database = TestDatabase.create("scheduler")) {
            FluentConfiguration flyway = Flyway.configure().dataSource(database.dataSource())
                    .locations("classpath:db/migration");
            flyway.target("20261130180100").load().migrate();
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            jdbc.sql("""
                    insert into instance (id, service, version, revision, digest, spec, node, host, port, memory,
                                          phase, condemned, intended_at)
                    values ('cart-1', 'cart', '1.2.0', 7, 'abc', '{"name": "cart", "version": "1.2.0",
                              "external": false, "jar": "cart.jar", "arguments": ["--a"], "environment": {"B": "c"},
                              "instances": 2, "memoryBytes": 1000, "routed": true, "dependsOn": ["catalog"],
                              "health": {"path": "/health", "interval": "PT1S", "timeout": "PT2S", "deadline": "PT1M"},
                              "drain": {"delay": "PT6S", "timeout": "PT30S"}}', 'local', 'localhost', 9000, 1000,
                            'RUN', 'It is old.', now())
                    """).update();
            flyway.target("latest").load().migrate();
            assertThat(jdbc.sql("select replace_reason from instance").query(String.class).single())
                    .isEqualTo("It is old.");
            String target = jdbc.sql("select target from instance").query(String.class).single();
            assertThat(JsonMapper.shared().readValue(target, ServiceTarget.class))
                    .isEqualTo(new ServiceTarget("cart", "1.2.0", "abc",
                            new ServiceTarget.ProcessSpec("cart.jar", List.of("--a"), Map.of("B", "c"), 1000), 2,
                            new ServiceTarget.Health("/health", Duration.ofSeconds(1), Duration.ofSeconds(2),
                                    Duration.ofMinutes(1)),
                            new ServiceTarget.Traffic(true, Duration.ofSeconds(6), Duration.ofSeconds(30)),
                            List.of("catalog")));
        }
    }
}
