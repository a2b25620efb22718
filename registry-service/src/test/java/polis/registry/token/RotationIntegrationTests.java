package polis.registry.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import polis.registry.Answer;
import polis.registry.RegistryScenario;

@TestPropertySource(properties = "polis.registry.token.key-lead=PT6S")
class RotationIntegrationTests extends RegistryScenario {

    @Test
    void aKeyIsReplacedWithoutALogoutHereAndInAnotherService() throws Exception {
        String old = anonymous.clientToken("scheduler", "scheduler-secret");
        try (var peer = new Peer(port)) {
            assertThat(peer.status(old)).isEqualTo(200);
            Answer made = admin.post("/api/v1/signing-keys", "").is(201);
            assertThat(made.text("use")).isEqualTo("PENDING");
            String fresh = made.text("kid");
            assertThat(
                    admin.post("/api/v1/signing-keys", "").isProblem(409, "rotation-under-way").header("Retry-After"))
                    .isNotEmpty();
            assertThat(anonymous.get("/oauth2/jwks").response().body()).contains(kid(old), fresh)
                    .doesNotContain("\"d\"");
            assertThat(kid(anonymous.clientToken("scheduler", "scheduler-secret"))).isEqualTo(kid(old));

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> kid(anonymous.clientToken("scheduler", "scheduler-secret")).equals(fresh));

            String next = anonymous.clientToken("scheduler", "scheduler-secret");
            assertThat(peer.status(next)).as("the first token of the new key").isEqualTo(200);
            assertThat(peer.status(old)).isEqualTo(200);
            anonymous.bearer(next).get("/api/v1/services").is(200);
            anonymous.bearer(old).get("/api/v1/services").is(200);
            assertThat(admin.get("/api/v1/signing-keys").is(200).response().body()).contains("SIGNING", "VERIFYING")
                    .doesNotContain("PENDING", "\"d\"");
        }
        deployer.post("/api/v1/signing-keys", "").isProblem(403, "forbidden");
        deployer.get("/api/v1/signing-keys").isProblem(403, "forbidden");
    }

    @Test
    void aRevokedTokenIsRefusedInAnotherServiceWithinFiveSecondsAndAtOnceHere() {
        Answer issued = admin.post("/api/v1/tokens", "{\"subject\":\"ci\",\"role\":\"deployer\"}").is(201);
        try (var peer = new Peer(port)) {
            assertThat(peer.status(issued.text("token"))).isEqualTo(200);
            admin.delete("/api/v1/tokens/" + issued.text("id")).is(204);
            anonymous.bearer(issued.text("token")).get("/api/v1/services").isProblem(401, "unauthorized");
            await().atMost(Duration.ofSeconds(5)).until(() -> peer.status(issued.text("token")) == 401);
        }
        Answer list = anonymous.get("/oauth2/revocations").is(200);
        assertThat(list.response().body()).contains(issued.text("id"));
        anonymous.with("If-None-Match", list.header("ETag")).get("/oauth2/revocations").is(304);
    }

    @Test
    void aBrowsersSessionCanBeRevokedToo() {
        String code = admin.post("/api/v1/login-codes", "{}").is(201).text("code");
        String session = anonymous.post("/api/v1/login-codes/exchange", "{\"code\":\"" + code + "\"}").is(200)
                .text("access_token");
        admin.delete("/api/v1/tokens/" + id(session)).is(204);
        anonymous.bearer(session).get("/api/v1/services").isProblem(401, "unauthorized");
    }

    @Test
    void aStreamOfEventsEndsWhenItsTokenIsRevoked() throws Exception {
        Answer issued = admin.post("/api/v1/tokens", "{\"subject\":\"ci\",\"role\":\"viewer\"}").is(201);
        assertStreamEnds(issued, () -> admin.delete("/api/v1/tokens/" + issued.text("id")).is(204));
    }

    @Test
    void aStreamOfEventsEndsWhenAllTokensOfItsSubjectAreRevoked() throws Exception {
        String subject = name("watching");
        Answer issued = admin.post("/api/v1/tokens", "{\"subject\":\"%s\",\"role\":\"viewer\"}".formatted(subject))
                .is(201);
        assertStreamEnds(issued,
                () -> admin.post("/api/v1/token-revocations", "{\"subject\":\"%s\"}".formatted(subject)).is(201));
    }

    private void assertStreamEnds(Answer issued, Runnable revoking) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var stream = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/events"))
                            .header("Accept", "text/event-stream")
                            .header("Authorization", "Bearer " + issued.text("token")).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            var end = CompletableFuture.supplyAsync(() -> {
                try (InputStream body = stream.body()) {
                    return body.readAllBytes().length;
                } catch (IOException cut) {
                    return -1;
                }
            });
            revoking.run();
            assertThat(end).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static String id(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getJWTID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
