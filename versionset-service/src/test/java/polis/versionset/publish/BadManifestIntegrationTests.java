package polis.versionset.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polis.versionset.Peer;
import polis.versionset.VersionsetTest;
import tools.jackson.databind.JsonNode;

class BadManifestIntegrationTests extends VersionsetTest {

    @AfterEach
    void nothingIsRecorded() {
        assertThat(jdbc.sql("select count(*) from revision").query(Long.class).single()).isZero();
    }

    private JsonNode refused(String manifest) {
        Answer answer = apply(manifest);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).isEqualTo("https://polis.dev/problems/invalid-manifest");
        return problem.at("/errors/0");
    }

    @Test
    void whatIsNotYamlIsRefused() {
        assertThat(refused("services: [").path("detail").asString()).contains("Line ", "This is not YAML");
        assertThat(refused("\u0000").path("pointer").asString("none")).isEmpty();
        assertThat(refused("").path("detail").asString()).contains("empty");
    }

    @Test
    void anUnknownFieldIsPointedAtWithTheNearestKnownName() {
        JsonNode error = refused(shop().replaceFirst("tier:", "teir:"));
        assertThat(error.path("pointer").asString()).isEqualTo("/services/storefront/teir");
        assertThat(error.path("suggestion").asString()).isEqualTo("tier");
    }

    @Test
    void minAboveMaxIsRefused() {
        JsonNode error = refused(shop().replaceFirst("instances: \\{min: \\d+", "instances: {min: 99"));
        assertThat(error.path("pointer").asString()).isEqualTo("/services/storefront/instances/min");
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        JsonNode error = refused(shopWithCart("v2"));
        assertThat(error.path("pointer").asString()).isEqualTo("/services/cart/version");
        assertThat(error.path("suggestion").asString()).isEqualTo("2.0.0");
    }

    @Test
    void whatTheSchedulerFindsIsRefusedInItsWords() {
        scheduler.behave(call -> new Peer.Answer(200, """
                {"findings": [{"pointer": "/services/cart/artifact/jar", "detail": "There is no shpo.jar",
                               "suggestion": "shop.jar", "severity": "new to us"}]}
                """));
        JsonNode error = refused(shop());
        assertThat(error.path("pointer").asString()).isEqualTo("/services/cart/artifact/jar");
        assertThat(error.path("suggestion").asString()).isEqualTo("shop.jar");
        assertThat(scheduler.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/api/v1/manifests/check");
            assertThat(call.authorization()).startsWith("Bearer ");
            assertThat(call.body()).contains("\"memoryBytes\"");
        });
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() {
        Answer answer = apply("# " + "x".repeat(1_100_000) + "\n" + shop());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("type").asString()).endsWith("/body-too-large");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        assertThat(post("/api/v1/manifests", "application/xml", "<a/>", deployer).status()).isEqualTo(415);
    }

    @Test
    void whoBringsNoTokenIsNotLetIn() {
        Answer answer = apply(shop(), "", "/api/v1/manifests");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void aViewerMayNotApply() {
        assertThat(apply(shop(), viewer, "/api/v1/manifests").status()).isEqualTo(403);
        assertThat(get("/api/v1/revisions").status()).isEqualTo(200);
    }
}
