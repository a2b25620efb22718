package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polis.cli.api.PolisService;

class StackPlanTests {

    @TempDir
    private Path folder;
    private Secrets secrets;
    private StackPlan plan;

    @BeforeEach
    void prepare() {
        secrets = Secrets.in(folder.resolve("secrets.properties"));
        plan = new StackPlan(new StackFolder(folder), folder, folder, 10_000, "127.0.0.1", secrets,
                Database.embedded(10_000, secrets), false, true);
    }

    @Test
    void theOffsetMovesEveryPort() {
        assertThat(plan.ports()).containsExactlyInAnyOrder(18761, 18081, 18082, 18083, 18080, 19080, 25432);
        assertThat(plan.environment(PolisService.SCHEDULER)).containsEntry("POLIS_SCHEDULER_PORTS", "30000-30999");
    }

    @Test
    void eachServiceFindsItsDatabaseItsPeersAndItsSecretAndNobodyElses() {
        assertThat(plan.environment(PolisService.MAP)).containsEntry("SERVER_PORT", "18083")
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:25432/polis")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "dependency_map")
                .containsEntry("POLIS_SECURITY_JWKS_URI", "http://localhost:18761/oauth2/jwks")
                .containsEntry("POLIS_SECURITY_CLIENT_ID", "dependency-map")
                .containsEntry("POLIS_PEERS_GATEWAY", "http://localhost:19080")
                .containsEntry("POLIS_MAP_INGEST_KEY", secrets.ingestKey()).doesNotContainValue(secrets.cli())
                .doesNotContainValue(secrets.postgres());
        assertThat(plan.environment(PolisService.GATEWAY)).containsEntry("SERVER_PORT", "18080")
                .containsEntry("POLIS_GATEWAY_ADMIN_PORT", "19080");
        assertThat(plan.environment(PolisService.REGISTRY)).containsEntry("POLIS_REGISTRY_CLIENTS_DEPENDENCYMAP",
                secrets.client(PolisService.MAP));
    }

    @Test
    void theRegistryAloneHasTheKeyThatSealsItsSecrets() {
        assertThat(plan.environment(PolisService.REGISTRY)).containsEntry("POLIS_REGISTRY_SEAL_KEY", secrets.seal())
                .doesNotContainKey("POLIS_REGISTRY_SEAL_ACCEPTED");
        assertThat(plan.environment(PolisService.SCHEDULER)).doesNotContainValue(secrets.seal());
    }

    @Test
    void theRegistryCallsNobodyAndIsNobodysClient() {
        assertThat(plan.environment(PolisService.REGISTRY)).doesNotContainKeys("POLIS_SECURITY_CLIENT_ID",
                "POLIS_SECURITY_CLIENT_SECRET", "POLIS_REGISTRY_CLIENTS_REGISTRY");
    }

    @Test
    void workloadsFindEurekaAndTheCollector() {
        assertThat(plan.environment(PolisService.SCHEDULER))
                .containsEntry("POLIS_SCHEDULER_WORKLOAD_ENVIRONMENT_EUREKA_CLIENT_SERVICEURL_DEFAULTZONE",
                        "http://localhost:18761/eureka/")
                .containsEntry("POLIS_SCHEDULER_WORKLOAD_ENVIRONMENT_MANAGEMENT_TRACING_EXPORT_ZIPKIN_ENDPOINT",
                        "http://localhost:18083/ingest/" + secrets.ingestKey() + "/api/v2/spans");
    }
}
