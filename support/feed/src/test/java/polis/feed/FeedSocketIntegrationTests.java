package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.postgres.test.PostgresTest;

/** Streams as they are on the wire, with clients that are slow, gone or rude. */
@SpringBootTest(classes = FeedIntegrationTests.Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.flyway.locations=classpath:db/feed,classpath:db/feed-test", "polis.feed.heartbeat=300ms",
    "polis.feed.write-timeout=3s"})
@PostgresTest("registry")
class FeedSocketIntegrationTests {

    /** More than sockets of both ends hold. */
    private static final int MANY = 4_000;
    private static final String LONG = "x".repeat(4_000);

    @LocalServerPort
    int port;

    @Autowired
    Feed feed;

    @Autowired
    FeedTail tail;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MeterBinder feedMeters;

    private long start;

    @BeforeEach
    void begin() {
        start = database.sql("select last_seq from event_counter").query(Long.class).single();
    }

    @AfterEach
    void nobodyIsLeft() {
        await().atMost(Duration.ofSeconds(10)).until(() -> tail.watchers() == 0);
    }

    @Test
    void aStreamIsAnAnswerThatEndsWithItsConnection() throws IOException {
        try (RawWatcher watcher = watch()) {
            assertThat(watcher.head().getFirst()).startsWith("HTTP/1.1 200");
            assertThat(watcher.head()).contains("Connection: close", "Cache-Control: no-store")
                    .anyMatch(line -> line.startsWith("Content-Type: text/event-stream"))
                    .noneMatch(line -> line.startsWith("Content-Length") || line.startsWith("Transfer-Encoding"));
            assertThat(watcher.line()).isEqualTo(":after " + start);
            append(1, "short");
            assertThat(watcher.nextSeq()).isEqualTo(start + 1);
        }
    }

    @Test
    void openStreamsAreCounted() throws IOException {
        var meters = new SimpleMeterRegistry();
        feedMeters.bindTo(meters);
        assertThat(meters.get("polis.feed.watchers").gauge().value()).isZero();
        try (RawWatcher one = watch(); RawWatcher two = watch()) {
            assertThat(one.line()).isEqualTo(two.line());
            assertThat(meters.get("polis.feed.watchers").gauge().value()).isEqualTo(2);
        }
        await().until(() -> meters.get("polis.feed.watchers").gauge().value() == 0);
    }

    @Test
    void whoAsksForTheHeadOnlyGetsNoStream() throws IOException {
        try (RawWatcher watcher = new RawWatcher(port, "HEAD", "")) {
            assertThat(watcher.head().getFirst()).startsWith("HTTP/1.1 200");
            assertThat(tail.watchers()).isZero();
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndTheOthersAreServed() throws Exception {
        try (RawWatcher stuck = watch(); RawWatcher reader = watch()) {
            append(MANY, LONG);
            for (int i = 1; i <= MANY; i++) {
                assertThat(reader.nextSeq()).isEqualTo(start + i);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> tail.watchers() == 1);
            append(1, "short");
            assertThat(reader.nextSeq()).isEqualTo(start + MANY + 1);
            assertThat(reader.line()).isNotNull();
            assertThat(stuck.head().getFirst()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whoIsSilentButReadsIsNotCutOff() throws IOException {
        try (RawWatcher watcher = watch()) {
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (System.nanoTime() < end) {
                assertThat(watcher.line()).isNotNull();
            }
            append(1, "short");
            assertThat(watcher.nextSeq()).isEqualTo(start + 1);
        }
    }

    @Test
    void whatAClientSendsAfterItsRequestIsIgnored() throws IOException {
        try (RawWatcher rude = watch()) {
            for (int i = 0; i < 50; i++) {
                rude.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n" + "rubbish ".repeat(1_000));
            }
            append(3, "short");
            assertThat(rude.nextSeq()).isEqualTo(start + 1);
            assertThat(rude.nextSeq()).isEqualTo(start + 2);
            assertThat(rude.nextSeq()).isEqualTo(start + 3);
        }
    }

    private RawWatcher watch() throws IOException {
        return new RawWatcher(port, "GET", "?after=" + start);
    }

    private void append(int count, String text) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> feed
                .appendAll(Collections.nCopies(count, new Feed.News("Happened", "cart", Map.of("text", text)))));
    }
}
