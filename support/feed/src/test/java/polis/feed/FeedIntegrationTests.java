package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
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
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.flyway.locations=classpath:db/feed,classpath:db/feed-test", "spring.jpa.hibernate.ddl-auto=validate",
    "polis.feed.heartbeat=300ms"})
@PostgresTest("registry")
class FeedIntegrationTests {

    private final int port;
    private final RestClient http;

    @Autowired
    Feed feed;

    @Autowired
    FeedTail tail;

    @Autowired
    JdbcClient database;

    @Autowired
    EntityManager entities;

    private final TransactionTemplate transaction;
    private long start;

    FeedIntegrationTests(@LocalServerPort int port, @Autowired PlatformTransactionManager transactions) {
        this.port = port;
        this.transaction = new TransactionTemplate(transactions);
        this.http = RestClient.builder().baseUrl("http://localhost:" + port)
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {}).build();
    }

    /** Each test begins where the one before it ended: numbers of a feed never come twice. */
    @BeforeEach
    void begin() {
        start = database.sql("select last_seq from event_counter").query(Long.class).single();
    }

    @Test
    void eventsAreNumberedWithoutGapAndReadInPages() {
        append("first", "second", "third");
        JsonNode page = page("?limit=2&after=" + start);
        assertThat(page.get("items")).extracting(event -> event.get("seq").asLong()).containsExactly(start + 1,
                start + 2);
        assertThat(page.get("items").get(0).get("payload").get("name").asString()).isEqualTo("first");
        assertThat(page.get("items").get(0).get("at").asString()).endsWith("Z");
        assertThat(page.get("nextCursor").asString()).isEqualTo(String.valueOf(start + 2));
        JsonNode rest = page("?after=" + (start + 2));
        assertThat(rest.get("items")).hasSize(1);
        assertThat(page("?after=" + (start + 3)).get("items")).isEmpty();
        assertThat(page("?after=" + (start + 3)).get("nextCursor").asString()).isEqualTo(String.valueOf(start + 3));
    }

    @Test
    void eventsOfARolledBackTransactionLeaveNoGap() {
        append("kept");
        transaction.executeWithoutResult(status -> {
            feed.append("Happened", "cart", Map.of("name", "lost"));
            status.setRollbackOnly();
        });
        append("also kept");
        assertThat(page("?after=" + start).get("items")).extracting(event -> event.get("seq").asLong())
                .containsExactly(start + 1, start + 2);
    }

    @Test
    void eventsOfOneStatementAreNumberedInTheirOrder() {
        transaction.executeWithoutResult(status -> {
            feed.append("Happened", "cart", Map.of("name", "alone"));
            feed.appendAll(IntStream.range(0, 50)
                    .mapToObj(i -> new Feed.News("Type" + i % 3, "cart/" + i, Map.of("name", "größe \"" + i + "\"")))
                    .toList());
            feed.appendAll(List.of());
        });
        append("behind");
        List<JsonNode> items = page("?limit=100&after=" + start).get("items").valueStream().toList();
        assertThat(items).extracting(event -> event.get("seq").asLong())
                .containsExactlyElementsOf(LongStream.rangeClosed(start + 1, start + 52).boxed().toList());
        for (int i = 0; i < 50; i++) {
            JsonNode event = items.get(i + 1);
            assertThat(event.get("subject").asString()).isEqualTo("cart/" + i);
            assertThat(event.get("type").asString()).isEqualTo("Type" + i % 3);
            assertThat(event.get("payload").get("name").asString()).isEqualTo("größe \"" + i + "\"");
        }
    }

    @Test
    void appendingOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> feed.appendAll(List.of(new Feed.News("Happened", "cart", Map.of()))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> feed.append("Happened", "cart", Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eventAndChangeThroughJpaAreOneTransaction() {
        transaction.executeWithoutResult(status -> {
            entities.persist(new Thing("rolled back"));
            entities.flush();
            feed.append("Made", "thing", Map.of());
            status.setRollbackOnly();
        });
        assertThat(page("?after=" + start).get("items")).isEmpty();
        transaction.executeWithoutResult(status -> {
            entities.persist(new Thing("kept"));
            feed.append("Made", "thing", Map.of());
        });
        assertThat(page("?after=" + start).get("items")).hasSize(1);
        assertThat(database.sql("select name from thing").query(String.class).list()).containsExactly("kept");
    }

    @Test
    void watchersSeeEveryEventOfConcurrentTransactionsInOrderWithoutGap() throws Exception {
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (FeedClient watcher = watch(seen, new AtomicLong(start));
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                boolean fails = i % 5 == 0;
                writers.execute(() -> transaction.executeWithoutResult(status -> {
                    feed.append("Happened", "cart", Map.of("name", "x"));
                    feed.appendAll(Collections.nCopies(ThreadLocalRandom.current().nextInt(4),
                            new Feed.News("Happened", "cart", Map.of("name", "y"))));
                    if (fails) {
                        status.setRollbackOnly();
                    }
                }));
            }
            writers.close();
            long newest = database.sql("select last_seq from event_counter").query(Long.class).single();
            await().untilAsserted(() -> assertThat(seen).hasSize((int) (newest - start)));
            assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(start + 1, newest).boxed().toList());
        }
    }

    @Test
    void watchersOfThisNodeHearOfACommitWellWithinThePollInterval() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (FeedClient watcher = watch(seen, new AtomicLong(start))) {
            await().until(() -> watcher.state().connected());
            append("news");
            await().atMost(Duration.ofSeconds(5)).until(() -> seen.size() == 1);
        }
        await().until(() -> tail.watchers() == 0);
    }

    @Test
    void watchersHearOfEventsThatAnotherNodeCommitted() {
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (FeedClient watcher = watch(seen, new AtomicLong(start))) {
            await().until(() -> watcher.state().connected());
            database.sql("""
                    with next as (update event_counter set last_seq = last_seq + 1 returning last_seq)
                    insert into event select last_seq, now(), 'Foreign', 'x', '{}' from next""").update();
            await().atMost(Duration.ofSeconds(5)).until(() -> seen.equals(List.of(start + 1)));
        }
    }

    @Test
    void streamResumesBehindTheLastEventIdAndWaitsAtTheEnd() throws Exception {
        append("a", "b", "c");
        try (EventReader stream = EventReader.open(port, "?after=0", String.valueOf(start + 2))) {
            assertThat(stream.nextId()).isEqualTo(String.valueOf(start + 3));
        }
        try (EventReader atTheEnd = EventReader.open(port, "?after=" + (start + 3), null)) {
            append("d", "e");
            assertThat(atTheEnd.nextId()).isEqualTo(String.valueOf(start + 4));
        }
    }

    @Test
    void streamHasIdTypeAndJsonOfEachEventAndSignsOfLife() throws Exception {
        append("größe");
        try (EventReader stream = EventReader.open(port, "?after=" + start, null)) {
            assertThat(stream.lineThatStartsWith("id:")).isEqualTo("id:" + (start + 1));
            assertThat(stream.lineThatStartsWith("event:")).isEqualTo("event:Happened");
            JsonNode event = JsonMapper.shared().readTree(stream.lineThatStartsWith("data:").substring(5));
            assertThat(event.get("seq").asLong()).isEqualTo(start + 1);
            assertThat(event.get("payload").get("name").asString()).isEqualTo("größe");
            assertThat(stream.lineThatStartsWith(":alive")).isNotNull();
        }
    }

    @Test
    void aLongHistoryIsStreamedWhollyThroughSeveralPages() throws Exception {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 1_500; i++) {
                feed.append("Happened", "cart", Map.of("number", i));
            }
        });
        try (EventReader stream = EventReader.open(port, "?after=" + start, null)) {
            for (int i = 1; i <= 1_500; i++) {
                assertThat(stream.nextId()).isEqualTo(String.valueOf(start + i));
            }
        }
    }

    @Test
    void badPositionsAndLimitsAreProblemsThatNameTheParameter() {
        assertThat(answer("?limit=0").getBody()).contains("\"parameter\":\"limit\"").contains("between 1 and 1000");
        assertThat(answer("?limit=1001").getStatusCode().value()).isEqualTo(400);
        assertThat(answer("?after=-1").getStatusCode().value()).isEqualTo(400);
        assertThat(answer("?after=x").getBody()).contains("\"parameter\":\"after\"").contains("must be a whole number");
    }

    private void append(String... names) {
        for (String name : names) {
            transaction.executeWithoutResult(status -> feed.append("Happened", "cart", Map.of("name", name)));
        }
    }

    private JsonNode page(String query) {
        ResponseEntity<String> answer = answer(query);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.getBody());
    }

    private ResponseEntity<String> answer(String query) {
        return http.get().uri("/api/v1/events" + query).retrieve().toEntity(String.class);
    }

    private FeedClient watch(List<Long> seen, AtomicLong position) {
        FeedClient watcher = FeedClient.builder(URI.create("http://localhost:" + port + "/api/v1/events"))
                .from(position::get).onEvent(event -> {
                    seen.add(event.seq());
                    position.set(event.seq());
                }).build();
        watcher.start();
        return watcher;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Thing.class)
    static class Application {

        @Bean
        AccessRule watchers() {
            return AccessRule.on(HttpMethod.GET, "/api/v1/events").open();
        }

        @Bean
        AccessRule curious() {
            return AccessRule.on(HttpMethod.HEAD, "/api/v1/events").open();
        }
    }

    @Entity(name = "thing")
    static class Thing {

        @Id
        String name = "";

        Thing() {}

        Thing(String name) {
            this.name = name;
        }
    }
}
