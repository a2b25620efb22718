package polis.versionset;

import org.junit.jupiter.api.Test;

import polis.openapi.test.CommittedOpenApi;

class OpenApiIntegrationTests extends VersionsetTest {

    @Test
    void committedDocumentIsWhatRuns() {
        new CommittedOpenApi(port()).bearer(viewer).verify();
    }
}
