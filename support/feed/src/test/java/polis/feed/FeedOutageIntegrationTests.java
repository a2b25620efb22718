package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import polis.feed.client.FeedClient;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;
import polis.security.AccessRule;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.flyway.locations=classpath:db/feed", "polis.feed.heartbeat=200ms",
    "spring.datasource.hikari.connection-timeout=500", "spring.datasource.hikari.maximum-pool-size=2",
    "polis.feed.write-timeout=2s"})
@PostgresTest(value = "registry", dedicated = true)
class FeedOutageIntegrationTests {

    @LocalServerPort
    int port;

    @Autowired
    Feed feed;

    @Autowired
    FeedTail tail;

    @Autowired
    TestDatabase server;

    private final TransactionTemplate transaction;

    FeedOutageIntegrationTests(@Autowired PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void watchersKeepTheirStreamThroughAnOutageAndMissNothing() throws Exception {
        List<Long> seen = new CopyOnWriteArrayList<>();
        AtomicInteger connections = new AtomicInteger();
        try (FeedClient watcher = watch(seen, connections)) {
            await().until(() -> watcher.state().connected());
            long first = append();
            await().until(() -> seen.contains(first));
            server.stop();
            HttpResponse<String> page = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).contains("2");
            server.start();
            AtomicLong last = new AtomicLong();
            await().ignoreExceptionsMatching(
                    away -> away instanceof DataAccessException || away instanceof TransactionException)
                    .until(() -> last.updateAndGet(before -> append()) > 0);
            await().until(() -> seen.contains(last.get()));
            assertThat(seen).doesNotHaveDuplicates().isSorted();
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void aWatcherThatDoesNotReadHoldsNobodyUpAndIsDisconnected() throws Exception {
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (Socket deaf = new Socket(); FeedClient watcher = watch(seen, new AtomicInteger())) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(new InetSocketAddress("localhost", port));
            deaf.getOutputStream().write(("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> tail.watchers() == 2);
            String large = "x".repeat(100_000);
            AtomicLong last = new AtomicLong();
            for (int i = 0; i < 100; i++) {
                transaction.executeWithoutResult(
                        status -> last.set(feed.append("Happened", "cart", Map.of("large", large))));
            }
            await().until(() -> seen.contains(last.get()));
            await().atMost(Duration.ofSeconds(30)).until(() -> tail.watchers() == 1);
        }
    }

    @Test
    void nobodyAsksTheDatabaseWhileNobodyWatches() throws IOException, InterruptedException {
        try (EventReader reader = EventReader.open(port, "", null)) {
            await().until(() -> tail.watchers() == 1);
        }
        await().until(() -> tail.watchers() == 0);
    }

    private long append() {
        return transaction.execute(status -> feed.append("Happened", "cart", Map.of()));
    }

    private FeedClient watch(List<Long> seen, AtomicInteger connections) {
        AtomicLong position = new AtomicLong();
        FeedClient watcher = FeedClient.builder(URI.create("http://localhost:" + port + "/api/v1/events"))
                .from(position::get).onEvent(event -> {
                    seen.add(event.seq());
                    position.set(event.seq());
                }).onState(state -> connections.addAndGet(state.connected() ? 1 : 0)).build();
        watcher.start();
        return watcher;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        AccessRule watchers() {
            return AccessRule.on(HttpMethod.GET, "/api/v1/events").open();
        }
    }
}
