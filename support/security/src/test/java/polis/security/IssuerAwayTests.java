package polis.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class IssuerAwayTests {

    private final TestIssuer issuer = new TestIssuer();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVLET", "REACTIVE"})
    void withoutAnyKeyTheAnswerIsUnavailableAndNotABadToken(String type) throws Exception {
        issuer.stop();
        try (ConfigurableApplicationContext service = start(type)) {
            HttpResponse<String> answer = get(service);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(answer.body()).contains("/problems/upstream-unavailable");
            issuer.start();
            await().untilAsserted(() -> assertThat(get(service).statusCode()).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVLET", "REACTIVE"})
    void aServiceVerifiesThroughARestartWhileTheIssuerIsAway(String type) throws Exception {
        try (ConfigurableApplicationContext service = start(type)) {
            assertThat(get(service).statusCode()).isEqualTo(200);
            issuer.stop();
            assertThat(get(service).statusCode()).isEqualTo(200);
        }
        try (ConfigurableApplicationContext restarted = start(type)) {
            assertThat(get(restarted).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anExternalIssuerIsFoundByItsDiscoveryDocument() throws Exception {
        try (ConfigurableApplicationContext service = start("SERVLET",
                "--polis.security.issuer-uri=" + issuer.uri(""))) {
            String token = issuer.token(new JWTClaimsSet.Builder().issuer(issuer.uri("").toString()).subject("anna")
                    .claim("roles", List.of("viewer", "something-else"))
                    .expirationTime(Date.from(Instant.now().plusSeconds(60))).build());
            assertThat(get(service, token).statusCode()).isEqualTo(200);
            assertThat(get(service).statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service) throws Exception {
        return get(service, issuer.token("anna", List.of("viewer")));
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String token) throws Exception {
        String port = service.getEnvironment().getProperty("local.server.port");
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/things"))
                .header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private ConfigurableApplicationContext start(String type, String... more) {
        return new SpringApplicationBuilder(Application.class).web(WebApplicationType.valueOf(type))
                .properties("server.port=0", "spring.main.banner-mode=off",
                        "polis.security.jwks-uri=" + issuer.uri("/oauth2/jwks"),
                        "polis.security.jwks-cache=" + folder.resolve("jwks.json"))
                .run(more);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Things things() {
            return new Things();
        }
    }

    @RestController
    static class Things {

        @GetMapping("/api/v1/things")
        String read() {
            return "things";
        }
    }
}
