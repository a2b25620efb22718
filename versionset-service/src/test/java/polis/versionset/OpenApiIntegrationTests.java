package polis.versionset;

import org.junit.jupiter.api.Test;
import polis.openapi.test.CommittedOpenApi;
import polis.openapi.test.ScopedOperations;
import polis.security.Scope;

class OpenApiIntegrationTests extends VersionsetTest {

    @Test
    void servicesDoWhatTheirScopesCoverAndNothingElse() {
        new ScopedOperations(port(), Scope.claims(), VersionsetTest::serviceToken)
                .scoped("POST /api/v1/revisions/{number}/outcome", Scope.ACTIVATION_WRITE.claim()).verify();
    }

    @Test
    void committedDocumentIsWhatRuns() {
        new CommittedOpenApi(port()).bearer(viewer).verify();
    }
}
