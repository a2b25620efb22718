package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;

@PostgresTest(value = "dependency_map", dedicated = true)
class OutageIntegrationTests extends MapScenario {

    @Autowired
    private TestDatabase database;

    @Test
    void reportersAreToldToComeAgainWhileTheDatabaseIsAwayAndNothingTakenIsLostOrCountedTwice() {
        int accepted = send("before", 20);
        assertThat(accepted).isEqualTo(20);

        database.stop();
        List<HttpResponse<String>> refused = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            refused.add(post(call("during")));
        }
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(get("/api/v1/map").statusCode()).isEqualTo(503);
        assertThat(send(request("/actuator/health/liveness")).statusCode()).isEqualTo(200);
        assertThat(send(request("/actuator/health/readiness")).statusCode()).isEqualTo(503);
        database.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> post(call("after")).statusCode() == 202);
        assertThat(send("later", 10)).isEqualTo(10);
        awaitEdges("before>cart 20", "after>cart 1", "later>cart 10");
        assertThat(edges()).noneMatch(edge -> edge.startsWith("during"));
    }

    private int send(String from, int times) {
        int accepted = 0;
        for (int i = 0; i < times; i++) {
            accepted += post(call(from)).statusCode() == 202 ? 1 : 0;
        }
        return accepted;
    }

    private static String call(String from) {
        var spans = new ReportedSpans();
        spans.call(from, "cart", null);
        return spans.json();
    }
}
