package polis.dependencymap.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;

@PostgresTest("dependency_map")
@TestPropertySource(properties = {"polis.map.inbox.capacity=100", "polis.map.inbox.quiet=3s",
    "polis.map.traffic.most-edges=10"})
class FullIntegrationTests extends MapScenario {

    @Test
    void whenThereIsNoRoomReportersAreToldToComeAgainAndThereIsRoomAgainSoon() {
        var accepted = new AtomicInteger();
        HttpResponse<String> refused = await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1))
                .until(() -> send("full", accepted), answer -> answer.statusCode() != 202);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(read("/actuator/metrics/polis.map.spans.refused").at("/measurements/0/value").asInt()).isPositive();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(read("/api/v1/map").get("notices").valueStream().map(notice -> notice.asString()))
                        .anyMatch(notice -> notice.contains("refused")));
        await().atMost(Duration.ofSeconds(20)).until(() -> send("full", accepted).statusCode() == 202);
        awaitEdges("full>node " + accepted.get());
    }

    @Test
    void listThatIsLargerThanAllTheRoomIsLetInAlone() {
        var spans = new ReportedSpans();
        for (int i = 0; i < 100; i++) {
            spans.call("large", "list", null);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> post(spans.json()).statusCode() == 202);
        awaitEdges("large>list 100");
    }

    @Test
    void callsOverMoreEdgesThanOneWriteHoldsAreAllCounted() {
        var spans = new ReportedSpans();
        for (int i = 0; i < 30; i++) {
            spans.call("hub", "spoke-" + i, null);
            spans.outside("hub", "outside-" + i, null);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> post(spans.json()).statusCode() == 202);
        awaitEdges(IntStream.range(0, 30).boxed()
                .flatMap(i -> Stream.of("hub>spoke-" + i + " 1", "hub>outside-" + i + " 1")).toArray(String[]::new));
    }

    @Test
    void whileThereIsNoRoomNothingIsDecoded() {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1)).until(() -> {
            send("crowded", new AtomicInteger());
            return post("no spans").statusCode() == 429;
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> post("no spans").statusCode() == 400);
    }

    private HttpResponse<String> send(String from, AtomicInteger accepted) {
        var spans = new ReportedSpans();
        for (int i = 0; i < 10; i++) {
            spans.call(from, "node", null);
        }
        HttpResponse<String> answer = post(spans.json());
        if (answer.statusCode() == 202) {
            accepted.addAndGet(10);
        }
        return answer;
    }
}
