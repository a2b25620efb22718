package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import polis.feed.client.FeedClient;
import polis.postgres.test.PostgresTest;
import polis.security.AccessRule;
import tools.jackson.databind.JsonNode;

/** Old events are deleted, and whoever needs one of them is told what to do. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.flyway.locations=classpath:db/feed,classpath:db/feed-test", "polis.feed.most=1500"})
@PostgresTest("registry")
class FeedRetentionIntegrationTests {

    private final int port;
    private final RestClient http;
    private final TransactionTemplate transaction;

    @Autowired
    Feed feed;

    @Autowired
    FeedRetention retention;

    @Autowired
    JdbcClient database;

    private long start;

    FeedRetentionIntegrationTests(@LocalServerPort int port, @Autowired PlatformTransactionManager transactions) {
        this.port = port;
        this.transaction = new TransactionTemplate(transactions);
        this.http = RestClient.builder().baseUrl("http://localhost:" + port)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {}).build();
    }

    @BeforeEach
    void begin() {
        start = database.sql("select last_seq from event_counter").query(Long.class).single();
    }

    @Test
    void ofMoreEventsThanAreKeptTheOldestGoAndTheFeedGoesOnWithoutAGap() {
        append(4_000);
        assertThat(retention.purge()).isGreaterThanOrEqualTo(2_500);
        assertThat(kept()).isEqualTo(1_500);
        assertThat(retention.purge()).isZero();
        append(1);
        ResponseEntity<JsonNode> page = page("?limit=2&after=" + (start + 2_500));
        assertThat(page.getStatusCode().value()).isEqualTo(200);
        assertThat(items(page)).containsExactly(start + 2_501, start + 2_502);
    }

    @Test
    void eventsOlderThanTheRetentionGo() {
        append(3);
        database.sql("update event set at = :at where seq <= :seq")
                .param("at", Timestamp.from(Instant.now().minus(8, ChronoUnit.DAYS))).param("seq", start + 2).update();
        retention.purge();
        assertThat(database.sql("select min(seq) from event").query(Long.class).single()).isEqualTo(start + 3);
        assertThat(items(page("?after=" + (start + 2)))).containsExactly(start + 3);
    }

    @Test
    void whoseNextEventIsGoneIsToldToReadAnewByPageAndByStream() {
        append(3);
        database.sql("delete from event where seq <= :seq").param("seq", start + 2).update();
        assertGone("?after=" + start, start + 3);
        assertThatThrownBy(() -> EventReader.open(port, "?after=" + start, null)).hasMessageContaining("410");
        assertThat(page("?after=" + (start + 3)).getStatusCode().value()).isEqualTo(200);
        // All are gone: who has seen the newest one has missed nothing.
        database.sql("delete from event").update();
        assertThat(page("?after=" + (start + 3)).getStatusCode().value()).isEqualTo(200);
        assertGone("?after=" + (start + 2), start + 3);
    }

    @Test
    void whoIsAheadOfTheFeedIsToldSoByPageAndByStream() {
        append(1);
        assertGone("?after=" + (start + 100_001), start + 1);
        assertThatThrownBy(() -> EventReader.open(port, "", String.valueOf(start + 100_001)))
                .hasMessageContaining("410");
    }

    @Test
    void ourOwnClientBeginsAnewAndMissesNothingThatComesAfter() {
        append(5);
        database.sql("delete from event where seq <= :seq").param("seq", start + 5).update();
        var position = new AtomicLong(start);
        List<Long> taken = new CopyOnWriteArrayList<>();
        try (FeedClient client = FeedClient.builder(URI.create("http://localhost:" + port + "/api/v1/events"))
                .from(position::get).onGone(position::set).onEvent(event -> {
                    position.set(event.seq());
                    taken.add(event.seq());
                }).build()) {
            client.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> client.state().connected());
            append(1);
            await().atMost(Duration.ofSeconds(20)).until(() -> taken.contains(start + 6));
            assertThat(taken).containsExactly(start + 6);
        }
    }

    private void assertGone(String query, long resumeAfter) {
        ResponseEntity<JsonNode> answer = page(query);
        assertThat(answer.getStatusCode().value()).isEqualTo(410);
        JsonNode problem = answer.getBody();
        assertThat(problem).isNotNull();
        assertThat(problem.get("type").asString()).endsWith("/events-gone");
        assertThat(problem.get("resumeAfter").asLong()).isEqualTo(resumeAfter);
        assertThat(problem.get("detail").asString()).contains("after=" + resumeAfter);
    }

    private void append(int count) {
        transaction.executeWithoutResult(status -> feed.appendAll(
                IntStream.range(0, count).mapToObj(i -> new Feed.News("Happened", "cart", Map.of("n", i))).toList()));
    }

    private long kept() {
        return database.sql("select count(*) from event").query(Long.class).single();
    }

    private ResponseEntity<JsonNode> page(String query) {
        return http.get().uri("/api/v1/events" + query).retrieve().toEntity(JsonNode.class);
    }

    private static List<Long> items(ResponseEntity<JsonNode> page) {
        JsonNode body = page.getBody();
        return body == null
                ? List.of()
                : body.get("items").valueStream().map(event -> event.get("seq").asLong()).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        AccessRule open() {
            return AccessRule.on(HttpMethod.GET, "/api/v1/events").open();
        }
    }
}
