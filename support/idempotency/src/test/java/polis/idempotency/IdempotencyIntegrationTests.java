package polis.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.clock.test.SettableClock;
import polis.postgres.test.PostgresTest;

@SpringBootTest(classes = {Orders.class,
    IdempotencyIntegrationTests.Application.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.flyway.locations=classpath:db/idempotency,classpath:db/orders", "polis.http.max-body=10KB",
        "polis.idempotency.forget-every=100ms"})
@PostgresTest("registry")
class IdempotencyIntegrationTests {

    private static final String ORDER = "{\"what\":\"tea\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Orders orders;

    @Autowired
    JdbcClient database;

    @Autowired
    SettableClock clock;

    @BeforeEach
    void empty() {
        orders.runs.set(0);
        orders.failure = null;
        orders.gate = new CountDownLatch(0);
        orders.entered = new CountDownLatch(0);
        database.sql("delete from idempotency_key").update();
        database.sql("delete from placed").update();
    }

    @Test
    void sameRequestAgainGetsTheStoredAnswerAndIsNotCarriedOutAgain() {
        HttpResponse<String> first = post("/api/v1/orders", "k", ORDER);
        HttpResponse<String> again = post("/api/v1/orders", "k", ORDER);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body()).contains("\"run\":1");
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        for (String header : Set.of("Location", "ETag", "Content-Type")) {
            assertThat(again.headers().firstValue(header)).isEqualTo(first.headers().firstValue(header)).isPresent();
        }
        assertThat(orders.runs).hasValue(1);
    }

    @Test
    void withoutAKeyAndOutsideTheApiEveryRequestIsCarriedOut() {
        post("/api/v1/orders", null, ORDER);
        post("/api/v1/orders", null, ORDER);
        post("/other", "k", ORDER);
        post("/other", "k", ORDER);
        assertThat(orders.runs).hasValue(4);
    }

    @Test
    void sameKeyForAnotherBodyOrPathIsRefused() {
        post("/api/v1/orders", "k", ORDER);
        HttpResponse<String> body = post("/api/v1/orders", "k", "{\"what\":\"coffee\"}");
        assertThat(body.statusCode()).isEqualTo(422);
        assertThat(body.body()).contains("/problems/idempotency-key-reused");
        assertThat(post("/api/v1/slow-orders", "k", ORDER).statusCode()).isEqualTo(422);
        assertThat(post("/api/v1/orders?x=1", "k", ORDER).statusCode()).isEqualTo(422);
        assertThat(orders.runs).hasValue(1);
    }

    @Test
    void eachCallerHasItsOwnKeys() {
        post("/api/v1/orders", "k", ORDER, "anna");
        assertThat(post("/api/v1/orders", "k", ORDER, "bert").body()).contains("\"run\":2");
        assertThat(post("/api/v1/orders", "k", ORDER, "anna").body()).contains("\"run\":1");
    }

    @Test
    void ofManyEqualRequestsAtTheSameTimeOnlyOneRuns() throws InterruptedException {
        orders.gate = new CountDownLatch(1);
        orders.entered = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> first = CompletableFuture
                .supplyAsync(() -> post("/api/v1/orders", "k", ORDER), Thread::startVirtualThread);
        orders.entered.await();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> other = post("/api/v1/orders", "k", ORDER);
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(other.headers().firstValue("Retry-After")).contains("1");
            assertThat(other.body()).contains("/problems/idempotency-key-in-progress");
        }
        orders.gate.countDown();
        assertThat(first.join().statusCode()).isEqualTo(201);
        assertThat(post("/api/v1/orders", "k", ORDER).body()).isEqualTo(first.join().body());
        assertThat(orders.runs).hasValue(1);
    }

    @Test
    void anAnswerOfThe5xxKindIsNotKept() {
        orders.failure = new IllegalStateException("broken");
        assertThat(post("/api/v1/orders", "k", ORDER).statusCode()).isEqualTo(500);
        orders.failure = null;
        assertThat(post("/api/v1/orders", "k", ORDER).statusCode()).isEqualTo(201);
        assertThat(orders.runs).hasValue(2);
    }

    @Test
    void aRefusalIsKeptLikeAnyAnswer() {
        orders.failure = Orders.refusal();
        HttpResponse<String> first = post("/api/v1/orders", "k", ORDER);
        orders.failure = null;
        HttpResponse<String> again = post("/api/v1/orders", "k", ORDER);
        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void answersThatAreMadeAsynchronouslyAreKeptToo() {
        assertThat(post("/api/v1/slow-orders", "k", ORDER).body()).isEqualTo("{\"run\":1}");
        HttpResponse<String> again = post("/api/v1/slow-orders", "k", ORDER);
        assertThat(again.body()).isEqualTo("{\"run\":1}");
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void aKeyIsFreeAgainAfterItsTime() {
        post("/api/v1/orders", "k", ORDER);
        clock.advance(Duration.ofHours(25));
        assertThat(post("/api/v1/orders", "k", "{\"what\":\"coffee\"}").body()).contains("\"run\":2");
    }

    @Test
    void aSecretAnswerIsNotKeptAndNotMadeASecondTime() {
        HttpResponse<String> first = post("/api/v1/secrets", "k", ORDER);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body()).contains("hush-1");
        HttpResponse<String> again = post("/api/v1/secrets", "k", ORDER);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("/problems/already-answered").contains("delete /api/v1/secrets/1")
                .doesNotContain("hush");
        assertThat(orders.runs).hasValue(1);
        assertThat(post("/api/v1/secrets", "k", "{\"what\":\"coffee\"}").statusCode()).isEqualTo(422);
        assertThat(post("/api/v1/secrets", "l", ORDER).body()).contains("hush-2");
        assertThat(database.sql("select coalesce(encode(body, 'escape'), '') || headers::text from idempotency_key")
                .query(String.class).list()).hasSize(2).noneMatch(kept -> kept.contains("hush"));
    }

    @Test
    void aSecretAnswerThatIsMadeAsynchronouslyIsNotKeptEither() {
        assertThat(post("/api/v1/slow-secrets", "k", ORDER).body()).contains("hush-1");
        assertThat(post("/api/v1/slow-secrets", "k", ORDER).body()).contains("/problems/already-answered");
        assertThat(
                database.sql("select count(*) from idempotency_key where body is not null").query(Long.class).single())
                .isZero();
    }

    @Test
    void anotherOnesNoStoreOutsideTheAnswerChangesNothing() {
        post("/api/v1/orders?guarded", "k", ORDER);
        assertThat(post("/api/v1/orders?guarded", "k", ORDER).body()).contains("\"run\":1");
        assertThat(post("/api/v1/slow-orders?guarded", "l", ORDER).body()).contains("\"run\":2");
        assertThat(post("/api/v1/slow-orders?guarded", "l", ORDER).body()).contains("\"run\":2");
    }

    @Test
    void aSecretThatWasCommittedBeforeTheProcessDiedIsNotMadeAgain() {
        post("/api/v1/secrets", "k", ORDER);
        leaveHalfway(true);
        clock.advance(Duration.ofSeconds(31));
        assertThat(post("/api/v1/secrets", "k", ORDER).body()).contains("/problems/idempotency-answer-lost");
        assertThat(orders.runs).hasValue(1);
    }

    @Test
    void ofManyEqualRequestsForASecretOneIsAnswered() {
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 8).mapToObj(i -> CompletableFuture
                .supplyAsync(() -> post("/api/v1/secrets", "k", ORDER), Thread::startVirtualThread)).toList();
        assertThat(all.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 201)).hasSize(1);
        assertThat(orders.runs).hasValue(1);
    }

    @Test
    void whoIsNotKnownHasNoKeys() {
        assertThat(post("/api/v1/orders", "k", ORDER, null).body()).contains("\"run\":1");
        assertThat(post("/api/v1/orders", "k", ORDER, null).body()).contains("\"run\":2");
        assertThat(database.sql("select count(*) from idempotency_key").query(Long.class).single()).isZero();
    }

    @Test
    void keysWhoseTimeIsOverAreDeletedThoughNoRequestComesAndInBatches() {
        database.sql("""
                insert into idempotency_key (subject, key, request, claim, claimed_at)
                select 'carla', 'many-' || n, '', gen_random_uuid(), :now from generate_series(1, 2500) n""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        clock.advance(Duration.ofHours(12));
        post("/api/v1/orders", "new", ORDER);
        clock.advance(Duration.ofHours(13));
        await().untilAsserted(
                () -> assertThat(database.sql("select key from idempotency_key").query(String.class).list())
                        .containsExactly("new"));
    }

    @Test
    void aClaimThatAKilledProcessLeftIsTakenOverAfterItsLease() {
        post("/api/v1/orders", "k", ORDER);
        leaveHalfway(false);
        assertThat(post("/api/v1/orders", "k", ORDER).statusCode()).isEqualTo(409);
        clock.advance(Duration.ofSeconds(31));
        assertThat(post("/api/v1/orders", "k", ORDER).body()).contains("\"run\":2");
    }

    @Test
    void aRequestThatWasCommittedBeforeTheProcessDiedIsNotCarriedOutAgain() {
        post("/api/v1/orders", "k", ORDER);
        leaveHalfway(true);
        clock.advance(Duration.ofSeconds(31));
        HttpResponse<String> again = post("/api/v1/orders", "k", ORDER);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("/problems/idempotency-answer-lost");
        assertThat(orders.runs).hasValue(1);
    }

    @Test
    void aRequestThatLostItsPlaceToAnotherOneCannotCommit() throws InterruptedException {
        orders.gate = new CountDownLatch(1);
        orders.entered = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> slow = CompletableFuture
                .supplyAsync(() -> post("/api/v1/orders", "k", ORDER), Thread::startVirtualThread);
        orders.entered.await();
        clock.advance(Duration.ofSeconds(31));
        database.sql("update idempotency_key set claim = :claim").param("claim", UUID.randomUUID()).update();
        orders.gate.countDown();
        assertThat(slow.join().statusCode()).isEqualTo(409);
        assertThat(database.sql("select count(*) from placed").query(Long.class).single()).isZero();
    }

    @Test
    void badKeysAndTooLongBodiesAreRefused() {
        assertThat(post("/api/v1/orders", "x".repeat(256), ORDER).statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/orders", "k", "\"" + "x".repeat(11_000) + "\"").statusCode()).isEqualTo(413);
        HttpRequest chunked = request("/api/v1/orders", "k", "carla").POST(
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(new byte[11_000])))
                .build();
        assertThat(send(chunked).statusCode()).isEqualTo(413);
        assertThat(orders.runs).hasValue(0);
    }

    private void leaveHalfway(boolean carriedOut) {
        database.sql("update idempotency_key set status = null, headers = null, body = null, carried_out = :carriedOut")
                .param("carriedOut", carriedOut).update();
    }

    private HttpResponse<String> post(String path, @Nullable String key, String body) {
        return post(path, key, body, "carla");
    }

    private HttpResponse<String> post(String path, @Nullable String key, String body, @Nullable String caller) {
        return send(request(path, key, caller).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path, @Nullable String key, @Nullable String caller) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (caller != null) {
            request.header("X-Caller", caller);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Application {

        @Bean
        SettableClock clock() {
            return new SettableClock(Instant.parse("2026-01-02T03:04:05Z"));
        }

        /** As security does it: by itself on every answer that says nothing, before an asynchronous one is there. */
        @Bean
        FilterRegistrationBean<Filter> guard() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                if ("guarded".equals(((HttpServletRequest) request).getQueryString())) {
                    ((HttpServletResponse) response).setHeader("Cache-Control", "no-store");
                }
                chain.doFilter(request, response);
            });
            filter.setOrder(-99);
            return filter;
        }
    }
}
