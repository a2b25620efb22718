package polis.dependencymap;

import org.junit.jupiter.api.Test;
import polis.openapi.test.CommittedOpenApi;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
class OpenApiIntegrationTests extends MapScenario {

    @Test
    void committedDocumentIsWhatRuns() {
        new CommittedOpenApi(port).bearer(registry.token("viewer")).verify();
    }
}
