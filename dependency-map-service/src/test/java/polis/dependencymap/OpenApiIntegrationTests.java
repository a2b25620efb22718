package polis.dependencymap;

import org.junit.jupiter.api.Test;
import polis.openapi.test.CommittedOpenApi;
import polis.openapi.test.ScopedOperations;
import polis.postgres.test.PostgresTest;
import polis.security.Scope;

@PostgresTest("dependency_map")
class OpenApiIntegrationTests extends MapScenario {

    @Test
    void servicesReadAndDoNothingElse() {
        new ScopedOperations(port, Scope.claims(), scope -> registry.serviceToken("somebody", scope, "polis-map"))
                .parameter("key", "the-key").open("POST /ingest/{key}/api/v2/spans")
                .open("POST /ingest/{key}/v1/traces").verify();
    }

    @Test
    void committedDocumentIsWhatRuns() {
        new CommittedOpenApi(port).bearer(registry.token("viewer")).verify();
    }
}
