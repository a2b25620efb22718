package polis.registry;

import org.junit.jupiter.api.Test;
import polis.openapi.test.CommittedOpenApi;

class OpenApiIntegrationTests extends RegistryScenario {

    @Test
    void theCommittedDocumentIsWhatRuns() {
        new CommittedOpenApi(port).bearer(anonymous.clientToken("cli", "cli-secret")).verify();
    }
}
