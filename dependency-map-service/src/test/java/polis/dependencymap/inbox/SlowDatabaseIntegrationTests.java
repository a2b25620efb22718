package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.SlowDatabase;
import polis.postgres.test.TestDatabase;

@PostgresTest(value = "dependency_map", dedicated = true)
@DirtiesContext
class SlowDatabaseIntegrationTests extends MapScenario {

    @Autowired
    private TestDatabase database;

    @Test
    void reportersAreToldToComeAgainWithinFiveSecondsAndWhatWasTakenIsCountedOnce() {
        slow(spans("reporter")).lockedTable("inbox");
        awaitTaken("before", 10);
        slow(spans("reporter")).frozenServer();
        awaitTaken("after", 10);
        awaitEdges("before>cart 10", "after>cart 10");
    }

    @Test
    void whoAsksForAChangeThatALockedTableHasIsToldSoToo() {
        slow(request("/api/v1/baselines").header("Authorization", "Bearer " + registry.token("viewer")).GET())
                .lockedTable("baseline");
    }

    private void awaitTaken(String from, int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(send(spans(from)).statusCode()).isEqualTo(202);
        }
    }

    private HttpRequest.Builder spans(String from) {
        var spans = new ReportedSpans();
        spans.call(from, "cart", null);
        return request("/ingest/the-key/api/v2/spans").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(spans.json()));
    }

    private SlowDatabase slow(HttpRequest.Builder call) {
        return new SlowDatabase(database, call.build(), request("/actuator/health/readiness").build());
    }
}
