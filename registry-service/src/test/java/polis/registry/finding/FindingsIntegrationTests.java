package polis.registry.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.Answer;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;

class FindingsIntegrationTests extends RegistryScenario {

    @Autowired
    private JdbcClient database;

    @Test
    void eachKindIsFoundWithAnExplanationAndAFix() {
        String order = name("order");
        String mail = name("mail");
        describe(order, 0, "\"team\"", mail, "ghost-of-" + order);
        describe(mail, 2, "null");
        assertThat(ids(order)).containsExactly("tier-inversion." + order + "." + mail,
                "unknown-dependency." + order + ".ghost-of-" + order);
        assertThat(ids(mail)).containsExactly("no-owner." + mail);
        JsonNode finding = viewer.get("/api/v1/findings?service=" + order).json().path("items").path(0);
        assertThat(finding.path("severity").asString()).isEqualTo("HIGH");
        assertThat(finding.path("kind").asString()).isEqualTo("TIER_INVERSION");
        assertThat(finding.path("related").asString()).isEqualTo(mail);
        assertThat(finding.path("explanation").asString()).contains("tier 0", "tier 2");
        assertThat(finding.path("fix").asString()).isNotEmpty();
        assertThat(viewer.get("/api/v1/findings/" + finding.path("id").asString()).is(200).json()).isEqualTo(finding);
    }

    @Test
    void aServiceThatShowedUpByItselfIsUndescribedUntilSomebodyDescribesIt() {
        String service = name("stray");
        announce(service, "one").is(201);
        assertThat(ids(service)).containsExactly("undescribed." + service);
        describe(service, 2, "\"team\"");
        assertThat(ids(service)).isEmpty();
        viewer.get("/api/v1/findings/undescribed." + service).isProblem(404, "not-found");
    }

    @Test
    void mixedVersionsAreAFindingOutsideAnUpdateOnly() {
        String service = name("mixed");
        describe(service, 1, "\"team\"");
        run(service, "one", "1.0.0");
        run(service, "two", "1.1.0");
        assertThat(ids(service)).containsExactly("mixed-versions." + service);
        move(service, "READY").is(200);
        move(service, "RUN").is(200);
        move(service, "UPDATE").is(200);
        assertThat(ids(service)).isEmpty();
        move(service, "RUN").is(200);
        assertThat(ids(service)).hasSize(1);
        move(service, "one", "GONE").is(200);
        assertThat(ids(service)).isEmpty();
    }

    @Test
    void findingsAreFilteredAndPaged() {
        String service = name("many");
        describe(service, 0, "null", "ghost-a-" + service, "ghost-b-" + service);
        String mine = "/api/v1/findings?service=" + service;
        assertThat(viewer.get(mine + "&severity=HIGH").json().path("items")).hasSize(1);
        assertThat(viewer.get(mine + "&kind=UNKNOWN_DEPENDENCY").json().path("items")).hasSize(2);
        assertThat(viewer.get(mine + "&kind=UNKNOWN_DEPENDENCY,NO_OWNER").json().path("items")).hasSize(3);
        Answer first = viewer.get(mine + "&limit=2").is(200);
        Answer second = viewer.get(mine + "&limit=2&cursor=" + first.text("nextCursor")).is(200);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.text("nextCursor")).isEmpty();
        assertThat(viewer.get("/api/v1/findings?limit=1").json().path("items").path(0).path("severity").asString())
                .isEqualTo("HIGH");
    }

    @Test
    void aFindingIsAcknowledgedForATimeAndWithAReason() {
        String service = name("known");
        describe(service, 3, "null");
        String id = "no-owner." + service;
        String acknowledgements = "/api/v1/findings/" + id + "/acknowledgements";
        String until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
        Answer said = as("alice").post(acknowledgements, body("The team forms next week.", until)).is(201);
        assertThat(said.header("Location")).endsWith("/api/v1/findings/" + id);
        JsonNode acknowledgement = said.json().path("acknowledgement");
        assertThat(acknowledgement.path("by").asString()).isEqualTo("alice");
        assertThat(acknowledgement.path("reason").asString()).isEqualTo("The team forms next week.");
        assertThat(acknowledgement.path("until").asString()).isEqualTo(until);
        assertThat(count(service, true)).isOne();
        assertThat(count(service, false)).isZero();
        assertThat(eventsOf(id).stream().map(event -> event.path("type").asString()))
                .containsExactly("FindingAcknowledged");

        deployer.delete(acknowledgements).is(204);
        deployer.delete(acknowledgements).is(204);
        assertThat(count(service, false)).isOne();
        assertThat(eventsOf(id)).hasSize(2);
    }

    @Test
    void anAcknowledgementThatHasExpiredCountsNoMore() {
        String service = name("expired");
        describe(service, 3, "null");
        String id = "no-owner." + service;
        deployer.post("/api/v1/findings/" + id + "/acknowledgements",
                body("Later.", Instant.now().plus(1, ChronoUnit.HOURS).toString())).is(201);
        assertThat(count(service, true)).isOne();
        database.sql("update finding_acknowledgement set until = now() - interval '1 second' where finding = :id")
                .param("id", id).update();
        assertThat(count(service, true)).isZero();
        assertThat(count(service, false)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"\",\"until\":\"2999-01-01T00:00:00Z\"}", "{\"reason\":\"x\"}",
        "{\"reason\":\"x\",\"until\":\"yesterday\"}", "{\"reason\":\"x\",\"until\":\"2020-01-01T00:00:00Z\"}",
        "{\"reason\":\"x\",\"until\":\"2999-01-01T00:00:00Z\"}",
        "{\"reason\":\"x\",\"until\":\"2999-01-01T00:00:00Z\",\"by\":\"me\"}"})
    void rubbishIsRefused(String body) {
        String service = name("rubbish");
        describe(service, 3, "null");
        deployer.post("/api/v1/findings/no-owner." + service + "/acknowledgements", body).isProblem(400,
                "invalid-request");
    }

    @Test
    void whatIsNotFoundCannotBeAcknowledged() {
        deployer.post("/api/v1/findings/no-owner.nobody/acknowledgements",
                body("x", Instant.now().plus(1, ChronoUnit.DAYS).toString())).isProblem(404, "not-found");
        viewer.get("/api/v1/findings/Not_An_Id").isProblem(400, "invalid-request");
        viewer.get("/api/v1/findings?kind=UGLY").isProblem(400, "invalid-request");
        viewer.delete("/api/v1/findings/no-owner.nobody/acknowledgements").isProblem(403, "forbidden");
    }

    private void describe(String service, int tier, String owner, String... dependsOn) {
        String callees = dependsOn.length == 0 ? "" : "\"" + String.join("\",\"", dependsOn) + "\"";
        assertThat(deployer.with("If-Match", "*")
                .put("/api/v1/services/" + service,
                        "{\"tier\":%d,\"owner\":%s,\"dependsOn\":[%s]}".formatted(tier, owner, callees))
                .status()).isBetween(200, 201);
    }

    private void run(String service, String id, String version) {
        scheduler.put("/api/v1/services/" + service + "/instances/" + id,
                "{\"version\":\"" + version + "\",\"host\":\"localhost\",\"port\":1}").is(201);
        move(service, id, "READY").is(200);
        move(service, id, "RUN").is(200);
    }

    private List<String> ids(String service) {
        return StreamSupport
                .stream(viewer.get("/api/v1/findings?service=" + service).is(200).json().path("items").spliterator(),
                        false)
                .map(finding -> finding.path("id").asString()).toList();
    }

    private int count(String service, boolean acknowledged) {
        return viewer.get("/api/v1/findings?service=" + service + "&acknowledged=" + acknowledged).is(200).json()
                .path("items").size();
    }

    private static String body(String reason, String until) {
        return "{\"reason\":\"%s\",\"until\":\"%s\"}".formatted(reason, until);
    }
}
