package polis.registry.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;

class ServicesIntegrationTests extends RegistryScenario {

    @Test
    void aServiceIsDescribedAndRead() {
        String service = name("cart");
        Answer created = deployer
                .put("/api/v1/services/" + service,
                        """
                                {"title":"Cart","description":"Holds what is wanted.","tier":1,"owner":"team-order","domain":"ordering","dependsOn":["catalog","inventory"]}
                                """)
                .is(201);
        assertThat(created.header("Location")).endsWith("/api/v1/services/" + service);
        Answer read = viewer.get("/api/v1/services/" + service).is(200);
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(read.text("title")).isEqualTo("Cart");
        assertThat(read.text("owner")).isEqualTo("team-order");
        assertThat(read.json().path("tier").asInt()).isOne();
        assertThat(read.text("lifecycle")).isEqualTo("PROVISION");
        assertThat(read.json().path("undescribed").asBoolean()).isFalse();
        assertThat(read.json().path("dependsOn").path(1).asString()).isEqualTo("inventory");
        assertThat(events(service)).containsExactly("ServiceDescribed");
    }

    @Test
    void replacingADescriptionWantsAPrecondition() {
        String service = name("cart");
        String first = deployer.put("/api/v1/services/" + service, "{\"title\":\"One\"}").is(201).header("ETag");
        deployer.put("/api/v1/services/" + service, "{\"title\":\"Two\"}").isProblem(428, "precondition-required");
        deployer.with("If-Match", first).put("/api/v1/services/" + service, "{\"title\":\"Two\"}").is(200);
        deployer.with("If-Match", first).put("/api/v1/services/" + service, "{\"title\":\"Three\"}").isProblem(412,
                "precondition-failed");
        deployer.with("If-Match", "*").put("/api/v1/services/" + service, "{\"title\":\"Four\"}").is(200);
    }

    @Test
    void describingTheSameTwiceIsOneEvent() {
        String service = name("cart");
        deployer.with("If-Match", "*").put("/api/v1/services/" + service, "{\"title\":\"One\"}").is(201);
        deployer.with("If-Match", "*").put("/api/v1/services/" + service, "{\"title\":\"One\"}").is(200);
        assertThat(events(service)).containsExactly("ServiceDescribed");
    }

    @Test
    void aTransitionDoesNotMakeTheTagOfADescriptionStale() {
        String service = name("cart");
        String tag = deployer.put("/api/v1/services/" + service, "{\"title\":\"One\"}").is(201).header("ETag");
        move(service, "READY").is(200);
        assertThat(viewer.get("/api/v1/services/" + service).header("ETag")).isNotEqualTo(tag);
        assertThat(viewer.with("If-None-Match", tag).get("/api/v1/services/" + service).status()).isEqualTo(200);
        deployer.with("If-Match", tag).put("/api/v1/services/" + service, "{\"title\":\"Two\"}").is(200);
    }

    @Test
    void everyTransitionIsKeptWithItsActorAndReason() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        move(service, "READY").is(200);
        Answer run = scheduler.post("/api/v1/services/" + service + "/transitions",
                "{\"to\":\"RUN\",\"reason\":\"It is healthy.\",\"revision\":7}").is(200);
        assertThat(run.text("from")).isEqualTo("READY");
        assertThat(run.text("actor")).isEqualTo("scheduler");
        var history = viewer.get("/api/v1/services/" + service + "/transitions").is(200).json().path("items");
        assertThat(history).hasSize(2);
        assertThat(history.path(0).path("to").asString()).isEqualTo("RUN");
        assertThat(history.path(0).path("reason").asString()).isEqualTo("It is healthy.");
        assertThat(history.path(0).path("revision").asLong()).isEqualTo(7);
        Answer page = viewer.get("/api/v1/services/" + service + "/transitions?limit=1");
        assertThat(page.text("nextCursor")).isNotEmpty();
        var second = viewer
                .get("/api/v1/services/" + service + "/transitions?limit=1&cursor=" + page.text("nextCursor"));
        assertThat(second.json().path("items").path(0).path("to").asString()).isEqualTo("READY");
        assertThat(second.text("nextCursor")).isEmpty();
        assertThat(events(service)).containsExactly("ServiceDescribed", "ServiceTransitioned", "ServiceTransitioned");
    }

    @Test
    void anIllegalTransitionNamesTheLegalOnes() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        Answer refused = move(service, "UPDATE").isProblem(409, "illegal-transition");
        assertThat(refused.json().path("legal").toString()).isEqualTo("[\"READY\",\"FAILED\"]");
        move(service, "GONE").isProblem(409, "illegal-transition");
    }

    @Test
    void theStateItHasAlreadyIsNoNews() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        move(service, "READY").is(200);
        move(service, "READY").is(200);
        assertThat(viewer.get("/api/v1/services/" + service + "/transitions").json().path("items")).hasSize(1);
        assertThat(events(service)).hasSize(2);
    }

    @Test
    void ofManyTransitionsAtOnceOneWins() throws Exception {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        move(service, "READY").is(200);
        move(service, "RUN").is(200);
        List<Integer> statuses = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> wishes = new ArrayList<>();
            for (String wish : List.of("UPDATE", "SCALE_OUT", "SCALE_IN", "UPDATE", "SCALE_OUT", "SCALE_IN")) {
                wishes.add(() -> move(service, wish).status());
            }
            for (var answer : callers.invokeAll(wishes)) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnly(200, 409);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeBetween(1, 2);
        assertThat(viewer.get("/api/v1/services/" + service + "/transitions").json().path("items")).hasSize(3);
    }

    @Test
    void pagesOfServicesAreCutByName() {
        String service = name("page");
        for (String suffix : List.of("a", "b", "c")) {
            deployer.put("/api/v1/services/" + service + suffix, "{}").is(201);
        }
        Answer first = viewer.get("/api/v1/services?limit=2&cursor=" + service).is(200);
        assertThat(first.json().path("items").path(0).path("name").asString()).isEqualTo(service + "a");
        assertThat(first.text("nextCursor")).isEqualTo(service + "b");
        viewer.get("/api/v1/services?limit=0").isProblem(400, "invalid-request");
        viewer.get("/api/v1/services?limit=1001").isProblem(400, "invalid-request");
        viewer.get("/api/v1/services?limit=many").isProblem(400, "invalid-request");
    }

    @Test
    void theSummaryAnswersTheFourQuestions() {
        String service = name("summed");
        deployer.put("/api/v1/services/" + service, "{\"tier\":0}").is(201);
        announce(service, service + "-1").is(201);
        Answer answer = viewer.get("/api/v1/summary").is(200);
        var summary = answer.json();
        assertThat(summary.path("services").asInt()).isPositive();
        assertThat(summary.path("tiers").path("0").asInt()).isPositive();
        assertThat(summary.path("versions").asInt()).isPositive();
        assertThat(summary.path("instances").path("total").asInt()).isPositive();
        assertThat(summary.path("instances").path("byState").path("PROVISION").asInt()).isPositive();
        assertThat(summary.path("lifecycle").path("PROVISION").toString()).contains(service);
        JsonNode line = line(answer, service);
        assertThat(line.path("tier").asInt()).isZero();
        assertThat(line.path("lifecycle").asString()).isEqualTo("PROVISION");
        assertThat(line.path("versions").toString()).isEqualTo("{\"1.0.0\":1}");
        assertThat(line.path("instances").toString()).isEqualTo("{\"PROVISION\":1}");
    }

    @Test
    void theSummaryIsNeverOlderThanTheLastAnswer() {
        String service = name("fresh");
        for (int i = 1; i <= 5; i++) {
            announce(service, service + "-" + i).is(201);
            var summary = viewer.get("/api/v1/summary").is(200);
            assertThat(line(summary, service).path("versions").path("1.0.0").asInt()).isEqualTo(i);
            assertThat(viewer.with("If-None-Match", summary.header("ETag")).get("/api/v1/summary").status())
                    .isEqualTo(304);
        }
        move(service, service + "-1", "GONE").is(200);
        assertThat(line(viewer.get("/api/v1/summary"), service).path("versions").path("1.0.0").asInt()).isEqualTo(4);
    }

    private static JsonNode line(Answer summary, String service) {
        return StreamSupport.stream(summary.json().path("each").spliterator(), false)
                .filter(each -> each.path("name").asString().equals(service)).findFirst().orElseThrow();
    }

    @Test
    void aServiceHasAllItsFields() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, """
                {"title":"Cart","description":"Holds.","tier":0,"owner":"team-order","onCall":"pager@example.org",
                 "repository":"https://git.example.org/cart","domain":"ordering","tags":["java","c++","java"],
                 "links":[{"title":"Board","url":"https://grafana.example.org/cart","type":"dashboard"}],
                 "dependsOn":["catalog"]}""").is(201);
        var read = viewer.get("/api/v1/services/" + service).is(200).json();
        assertThat(read.path("onCall").asString()).isEqualTo("pager@example.org");
        assertThat(read.path("repository").asString()).isEqualTo("https://git.example.org/cart");
        assertThat(read.path("tags").toString()).isEqualTo("[\"java\",\"c++\"]");
        assertThat(read.path("links").path(0).path("type").asString()).isEqualTo("dashboard");
        assertThat(read.path("saidBy").path("tier").asString()).isEqualTo("deployer");
        JsonNode payload = eventsOf(service).getFirst().path("payload");
        assertThat(payload.path("tags").toString()).isEqualTo("[\"java\",\"c++\"]");
    }

    @Test
    void nothingThatIsKeptHoldsAPasswordThatSomebodyQuoted() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, """
                {"title":"Cart","description":"Log in with password=hunter2, please.","onCall":"token: hunter2",
                 "repository":"https://git:hunter2@git.example.org/cart",
                 "links":[{"url":"https://grafana.example.org/cart?api_key=hunter2"}]}""").is(201);
        scheduler
                .post("/api/v1/services/" + service + "/transitions",
                        "{\"to\":\"FAILED\",\"reason\":\"last lines: {\\\"secret\\\":\\\"hunter2\\\"} | it is over\"}")
                .is(200);
        String kept = viewer.get("/api/v1/services/" + service).is(200).response().body()
                + viewer.get("/api/v1/services/" + service + "/transitions").is(200).response().body()
                + eventsOf(service);
        assertThat(kept).doesNotContain("hunter2").contains("Log in with password=***",
                "https://git:***@git.example.org/cart", "it is over");
    }

    @Test
    void aManifestDoesNotWipeWhatAPersonSaid() {
        String service = name("cart");
        as("alice")
                .put("/api/v1/services/" + service,
                        "{\"tags\":[\"java\"],\"onCall\":\"alice\",\"links\":[{\"url\":\"https://x.example.org\"}]}")
                .is(201);
        Api manifest = as("versionset").with("If-Match", "*");
        manifest.put("/api/v1/services/" + service,
                "{\"title\":\"Cart\",\"tier\":1,\"owner\":\"team\",\"dependsOn\":[]}").is(200);
        manifest.put("/api/v1/services/" + service, "{\"title\":\"Cart\",\"tier\":1,\"dependsOn\":[]}").is(200);
        var read = viewer.get("/api/v1/services/" + service).json();
        assertThat(read.path("tags").toString()).isEqualTo("[\"java\"]");
        assertThat(read.path("onCall").asString()).isEqualTo("alice");
        assertThat(read.path("links")).hasSize(1);
        assertThat(read.path("tier").asInt()).isOne();
        assertThat(read.has("owner")).isFalse();
    }

    @Test
    void aPatchChangesTheNamedFieldsAndClearsNulls() {
        String service = name("cart");
        String tag = deployer.put("/api/v1/services/" + service, "{\"title\":\"Cart\",\"owner\":\"team\",\"tier\":0}")
                .is(201).header("ETag");
        Api patcher = as("alice").with("Content-Type", "application/merge-patch+json");
        var patched = patcher.with("If-Match", tag)
                .send("PATCH", "/api/v1/services/" + service, "{\"owner\":null,\"tags\":[\"java\"]}").is(200).json();
        assertThat(patched.path("title").asString()).isEqualTo("Cart");
        assertThat(patched.has("owner")).isFalse();
        assertThat(patched.path("tags").toString()).isEqualTo("[\"java\"]");
        patcher.with("If-Match", tag).send("PATCH", "/api/v1/services/" + service, "{}").isProblem(412,
                "precondition-failed");
        patcher.send("PATCH", "/api/v1/services/" + service, "{\"tags\":null,\"tier\":null}").is(200);
        assertThat(viewer.get("/api/v1/services/" + service).json().path("tier").asInt()).isEqualTo(2);
        patcher.send("PATCH", "/api/v1/services/" + service, "{\"ownr\":null}").isProblem(400, "invalid-request");
        patcher.send("PATCH", "/api/v1/services/" + service, "[]").isProblem(400, "invalid-request");
        Answer bad = patcher.send("PATCH", "/api/v1/services/" + service, "{\"tags\":[\"ok\",\"No Tag\"]}")
                .isProblem(400, "invalid-request");
        assertThat(bad.json().path("errors").path(0).path("pointer").asString()).isEqualTo("/tags/1");
        patcher.send("PATCH", "/api/v1/services/nobody", "{}").isProblem(404, "not-found");
        assertThat(events(service)).hasSize(3);
    }

    @Test
    void anOperatorDecidesAndDoesNotClaim() {
        String service = name("cart");
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        move(service, "READY").is(200);
        Api operator = as("alice");
        Answer refused = operator
                .post("/api/v1/services/" + service + "/transitions", "{\"to\":\"RUN\",\"reason\":\"I think so.\"}")
                .isProblem(409, "illegal-transition");
        assertThat(refused.json().path("legal").toString()).isEqualTo("[\"FAILED\"]");
        assertThat(refused.text("actor")).isEqualTo("OPERATOR");
        assertThat(refused.text("detail")).contains("though others can");
        move(service, "RUN").is(200);
        operator.post("/api/v1/services/" + service + "/transitions",
                "{\"to\":\"DESTROY\",\"reason\":\"No longer wanted.\"}").is(200);
        var newest = viewer.get("/api/v1/services/" + service + "/transitions").json().path("items").path(0);
        assertThat(newest.path("actor").asString()).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tier\":4}", "{\"tier\":-1}", "{\"tier\":\"high\"}", "{\"titel\":\"x\"}",
        "{\"title\":\"\\u0000\"}", "{\"dependsOn\":[\"Not A Label\"]}", "{\"dependsOn\":\"catalog\"}", "{", "[]",
        "null", "", "{\"tags\":[\"Java EE\"]}", "{\"tags\":[null]}", "{\"links\":[{\"url\":\"javascript:alert(1)\"}]}",
        "{\"links\":[{\"title\":\"x\"}]}", "{\"links\":[{\"url\":\"https://x\",\"ulr\":1}]}",
        "{\"repository\":\"not an address\"}"})
    void rubbishIsRefusedWithAProblem(String body) {
        deployer.put("/api/v1/services/" + name("bad"), body).isProblem(400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPPER", "under_score", "-dash", "dash-", "a.b", "%00", "x%0Ay", "%F0%9F%98%80",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void namesThatAreNoDnsLabelsAreRefused(String unfit) {
        assertThat(deployer.put("/api/v1/services/" + unfit, "{}").status()).isEqualTo(400);
        assertThat(viewer.get("/api/v1/services/" + unfit).status()).isEqualTo(400);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        deployer.put("/api/v1/services/" + name("big"), "{\"description\":\"" + "x".repeat(3_000_000) + "\"}")
                .isProblem(413, "body-too-large");
    }

    @Test
    void whoIsUnknownIsNotFound() {
        viewer.get("/api/v1/services/nobody").isProblem(404, "not-found");
        viewer.get("/api/v1/services/nobody/transitions").isProblem(404, "not-found");
        move("nobody", "READY").isProblem(404, "not-found");
    }

    @Test
    void aViewerReadsAndADeployerWrites() {
        String service = name("cart");
        anonymous.get("/api/v1/services").isProblem(401, "unauthorized");
        anonymous.put("/api/v1/services/" + service, "{}").isProblem(401, "unauthorized");
        viewer.put("/api/v1/services/" + service, "{}").isProblem(403, "forbidden");
        viewer.get("/api/v1/services").is(200);
        deployer.put("/api/v1/services/" + service, "{}").is(201);
        anonymous.bearer("not.a.token").get("/api/v1/services").isProblem(401, "unauthorized");
    }

    private List<String> events(String subject) {
        return eventsOf(subject).stream().map(event -> event.path("type").asString()).toList();
    }
}
