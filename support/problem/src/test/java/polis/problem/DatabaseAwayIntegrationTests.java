package polis.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import polis.postgres.test.PostgresTest;
import polis.postgres.test.TestDatabase;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.main.web-application-type=servlet", "spring.datasource.hikari.connection-timeout=500",
    "spring.datasource.hikari.maximum-pool-size=2"})
@PostgresTest(value = "registry", dedicated = true)
class DatabaseAwayIntegrationTests {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    TestDatabase server;

    @Test
    void anOutageIsA503WithRetryAfterEverywhereAndEndsByItself() {
        assertThat(get("/plain").statusCode()).isEqualTo(200);
        assertThat(get("/transaction").statusCode()).isEqualTo(200);
        server.stop();
        for (String path : new String[] {"/plain", "/transaction", "/filter"}) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> answer = get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("2");
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(answer.body()).contains("/problems/database-unavailable").doesNotContain("PSQL", "Hikari");
            }
        }
        server.start();
        await().untilAsserted(() -> assertThat(get("/transaction").statusCode()).isEqualTo(200));
        assertThat(get("/filter").statusCode()).isEqualTo(200);
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfTheWorkIsAnOutageToo() {
        assertThat(get("/cut").statusCode()).isEqualTo(503);
        assertThat(get("/plain").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Reading.class)
    static class Application {

        @Bean
        Filter reading(JdbcClient database) {
            return (request, response, chain) -> {
                if (((HttpServletRequest) request).getRequestURI().equals("/filter")) {
                    database.sql("select 1").query(Integer.class).single();
                }
                chain.doFilter(request, response);
            };
        }
    }

    @RestController
    static class Reading {

        private final JdbcClient database;
        private final TransactionTemplate transaction;

        Reading(JdbcClient database, PlatformTransactionManager transactions) {
            this.database = database;
            this.transaction = new TransactionTemplate(transactions);
        }

        @GetMapping({"/plain", "/filter"})
        int plain() {
            return database.sql("select 1").query(Integer.class).single();
        }

        @GetMapping("/transaction")
        int transaction() {
            return transaction.execute(status -> plain());
        }

        @GetMapping("/cut")
        int cut() {
            return transaction.execute(status -> {
                try {
                    database.sql("select pg_terminate_backend(pg_backend_pid())").query(String.class).single();
                } catch (RuntimeException broken) {
                    // The next statement finds the connection closed, as it would after a crash of the server.
                }
                return plain();
            });
        }
    }
}
