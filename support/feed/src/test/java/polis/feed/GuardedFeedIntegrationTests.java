package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import polis.postgres.test.TestDatabase;
import polis.security.AccessRule;

/** The feed as services have it: behind security, in a server that is stopped while somebody watches. */
@ExtendWith(OutputCaptureExtension.class)
class GuardedFeedIntegrationTests {

    @Test
    void aStreamPassesSecurityAndEndsAtOnceWhenTheServerStops(CapturedOutput log) throws Exception {
        try (TestDatabase database = TestDatabase.create("registry");
                ConfigurableApplicationContext service = start(database)) {
            int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
            try (EventReader stream = EventReader.open(port, "", null)) {
                new TransactionTemplate(service.getBean(PlatformTransactionManager.class)).executeWithoutResult(
                        status -> service.getBean(Feed.class).append("Happened", "cart", Map.of()));
                assertThat(stream.nextId()).isEqualTo("1");
                long begun = System.nanoTime();
                service.close();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
                assertThatThrownBy(stream::nextId).isInstanceOf(IOException.class);
            }
        }
        assertThat(log).doesNotContain("Request failed").doesNotContain("AccessDenied");
    }

    @Test
    void aStreamWantsATokenWhereNothingElseIsSaid() throws Exception {
        try (TestDatabase database = TestDatabase.create("registry");
                ConfigurableApplicationContext service = start(database);
                HttpClient http = HttpClient.newHttpClient()) {
            String port = service.getEnvironment().getRequiredProperty("local.server.port");
            HttpResponse<String> answer = http
                    .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events/"))
                            .header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void onePersonHasTenStreamsAndWhoClosesOneHasRoomForAnother() throws Exception {
        try (TestDatabase database = TestDatabase.create("registry");
                ConfigurableApplicationContext service = start(database);
                HttpClient http = HttpClient.newHttpClient()) {
            int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
            Deque<RawWatcher> open = new ArrayDeque<>();
            try {
                while (open.size() < 10) {
                    open.add(new RawWatcher(port, "GET", ""));
                    assertThat(open.getLast().head().getFirst()).contains(" 200");
                }
                await().untilAsserted(() -> assertThat(stream(http, port).statusCode()).isEqualTo(429));
                HttpResponse<String> refused = stream(http, port);
                assertThat(refused.body()).contains("You watch 10 streams", "Close one");
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                open.removeFirst().close();
                await().until(() -> {
                    RawWatcher another = new RawWatcher(port, "GET", "");
                    open.add(another);
                    return another.head().getFirst().contains(" 200");
                });
            } finally {
                for (RawWatcher watcher : open) {
                    watcher.close();
                }
            }
        }
    }

    /** A refusal; a stream would never end, and ends the test. */
    private static HttpResponse<String> stream(HttpClient http, int port) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events"))
                        .header("Accept", "text/event-stream").timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aStreamOverHttp2IsRefusedWithWhatToDoInstead() throws Exception {
        try (TestDatabase database = TestDatabase.create("registry");
                ConfigurableApplicationContext service = start(database, "server.http2.enabled=true");
                HttpClient http = HttpClient.newHttpClient()) {
            String port = service.getEnvironment().getRequiredProperty("local.server.port");
            URI events = URI.create("http://localhost:" + port + "/api/v1/events");
            var text = HttpResponse.BodyHandlers.ofString();
            HttpResponse<String> page = http.send(HttpRequest.newBuilder(events).build(), text);
            assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(page.statusCode()).isEqualTo(200);
            HttpResponse<String> stream = http
                    .send(HttpRequest.newBuilder(events).header("Accept", "text/event-stream").build(), text);
            assertThat(stream.statusCode()).isEqualTo(400);
            assertThat(stream.body()).contains("Ask for it over HTTP/1.1");
        }
    }

    static ConfigurableApplicationContext start(TestDatabase database, String... more) {
        return new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
                .properties("server.port=0", "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "spring.flyway.locations=classpath:db/feed", "spring.jpa.open-in-view=false")
                .properties(more).run();
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
