package polis.dependencymap.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.dependencymap.MapScenario;
import polis.dependencymap.capacity.CapacitySettings;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
class CatalogIntegrationTests extends MapScenario {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CatalogSettings settings;

    @Autowired
    private CapacitySettings capacity;

    @Test
    void whatTheRegistrySaidIsKnownAfterARestartWithoutIt() {
        registry.services(
                """
                        {"name":"copied","domain":"ordering","tier":0,"owner":"team-order",
                         "lifecycle":"RUN","dependsOn":["audit"],
                         "versions":[{"version":"1.0.0","instances":2}],"instances":{"RUN":1,"READY":1},"undescribed":false}""");
        // Nothing but the database is left of the life before.
        await().untilAsserted(
                () -> assertThat(new Catalog(jdbc, settings, capacity, InstantSource.system()).reading().entries())
                        .contains(new CatalogEntry("copied", "ordering", 0, "team-order", "RUN", "1.0.0", 2, 1,
                                List.of("audit"))));
    }
}
