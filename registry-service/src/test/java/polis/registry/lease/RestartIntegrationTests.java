package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import polis.postgres.test.TestDatabase;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.EurekaWire;
import polis.registry.RegistryScenario;

class RestartIntegrationTests {

    private static final String SERVICE = "cart";

    @Test
    void aRestartedRegistryServesTheLastKnownLeasesAtOnceAndItsTokensHoldOn() {
        try (var database = TestDatabase.create("registry")) {
            String token;
            String login;
            try (var first = start(database)) {
                var api = new Api(port(first));
                token = api.clientToken("cli", "cli-secret");
                var admin = api.bearer(token);
                login = admin.post("/api/v1/login-codes", "{}").is(201).text("code");
                var eureka = RegistryScenario.eureka(api);
                eureka.register(SERVICE, "cart-1", "UP").is(204);
                eureka.register(SERVICE, "cart-2", "UP").is(204);
                eureka.register(SERVICE, "cart-3", "UP").is(204);
                eureka.cancel(SERVICE, "cart-3").is(200);
                await().untilAsserted(
                        () -> assertThat(states(admin)).contains("cart-1 RUN", "cart-2 RUN", "cart-3 GONE"));
            }
            try (var second = start(database)) {
                var api = new Api(port(second)).bearer(token);
                EurekaWire eureka = RegistryScenario.eureka(new Api(port(second)));
                Answer list = eureka.apps().is(200);
                assertThat(list.response().body()).contains("cart-1", "cart-2", "polis-restored")
                        .doesNotContain("cart-3");
                assertThat(restored(api, "cart-1")).isTrue();
                eureka.renew(SERVICE, "cart-1").is(200);
                assertThat(restored(api, "cart-1")).isFalse();
                assertThat(restored(api, "cart-2")).isTrue();
                eureka.register(SERVICE, "cart-2", "UP").is(204);
                assertThat(restored(api, "cart-2")).isFalse();
                assertThat(eureka.apps().response().body()).doesNotContain("polis-restored");
                assertThat(states(api)).contains("cart-1 RUN", "cart-2 RUN", "cart-3 GONE");
                var open = new Api(port(second));
                open.post("/api/v1/login-codes/exchange", "{\"code\":\"" + login + "\"}").is(200);
                open.post("/api/v1/login-codes/exchange", "{\"code\":\"guess\"}").isProblem(400, "invalid-login-code");
                assertThat(open.post("/api/v1/login-codes/exchange", "{\"code\":\"guess\"}")
                        .isProblem(429, "too-many-requests").header("Retry-After")).isNotEmpty();
                whatIsRightPassesAllTheSame(open, api);
            }
        }
    }

    /** One failure a minute is what this registry answers, and that is used up. */
    private static void whatIsRightPassesAllTheSame(Api open, Api admin) {
        var form = open.with("Content-Type", "application/x-www-form-urlencoded");
        Answer wrong = form.basic("cli", "guess").post("/oauth2/token", "grant_type=client_credentials").is(429);
        assertThat(wrong.text("error")).isEqualTo("invalid_client");
        assertThat(Integer.parseInt(wrong.header("Retry-After"))).isBetween(1, 60);
        assertThat(open.clientToken("cli", "cli-secret")).isNotEmpty();
        for (int again = 0; again < 70; again++) {
            open.post("/api/v1/login-codes/exchange", "{\"code\":\"guess\"}").isProblem(429, "too-many-requests");
        }
        String code = admin.post("/api/v1/login-codes", "{}").is(201).text("code");
        open.post("/api/v1/login-codes/exchange", "{\"code\":\"" + code + "\"}").is(200);
    }

    private static boolean restored(Api api, String id) {
        return api.get("/api/v1/services/cart/instances/" + id).is(200).json().path("restored").asBoolean();
    }

    private static String states(Api api) {
        var states = new StringBuilder();
        Answer answer = api.get("/api/v1/instances?gone=true");
        if (answer.status() == 200) {
            answer.json().path("items").forEach(item -> states.append(item.path("id").asString()).append(' ')
                    .append(item.path("state").asString()).append(' '));
        }
        return states.toString();
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        return new SpringApplicationBuilder(RegistryScenario.application()).run("--server.port=0",
                "--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(), "--polis.registry.clients.cli=cli-secret",
                "--polis.registry.token.failures-per-minute=1", "--polis.registry.eureka.password=eureka-secret");
    }

    private static int port(ConfigurableApplicationContext context) {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }
}
