package polis.dependencymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;

/** What the service answers about a small shop with one cycle, over HTTP. */
@PostgresTest("dependency_map")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutIntegrationTests extends MapScenario {

    private static final String JSON = "application/json";

    @BeforeAll
    void shopIsOpen() {
        awaitReady();
        registry.services(service("out-web", 0, "team-web", "\"out-order\",\"out-catalog\",\"out-audit\""),
                service("out-order", 0, "team-order", "\"out-payment\",\"out-stock\",\"out-shipping\""),
                service("out-stock", 1, "team-stock", ""), service("out-payment", 0, "team-pay", ""),
                service("out-catalog", 3, "team-web", ""), service("out-shipping", 2, "team-stock", ""),
                service("out-audit", 2, "team-audit", ""));
        visit();
        awaitEdges("out-web>out-order 1", "out-order.placed>out-shipping 1", "out-stock>out-order 1");
        await().untilAsserted(() -> assertThat(node(read("/api/v1/map"), "out-order").get("tier").asInt(-1)).isZero());
    }

    private void visit() {
        var spans = new ReportedSpans();
        String web = spans.call("out-browser", "out-web", null);
        spans.call("out-web", "out-catalog", web);
        String order = spans.call("out-web", "out-order", web);
        spans.call("out-order", "out-payment", order);
        String stock = spans.call("out-order", "out-stock", order);
        spans.call("out-stock", "out-order", stock);
        spans.message("out-order", "out-order.placed", "out-shipping", order);
        assertThat(post(spans.json()).statusCode()).isEqualTo(202);
    }

    private static String service(String name, int tier, String owner, String dependsOn) {
        return """
                {"name":"%s","domain":"%s","tier":%d,"owner":"%s","lifecycle":"RUN","dependsOn":[%s],
                 "versions":[{"version":"1.0.0","instances":1}],"instances":{"RUN":1},"undescribed":false}"""
                .formatted(name, owner.replace("team", "domain"), tier, owner, dependsOn);
    }

    @Test
    void mapIsFilteredByTierAndOwnerWithWhatTheServicesUse() {
        assertThat(names(read("/api/v1/map?tier=2&owner=team-stock"))).containsExactly("out-order.placed",
                "out-shipping");
        assertThat(names(read("/api/v1/map?tier=0,3&owner=team-web"))).containsExactly("out-catalog", "out-web");
        assertThat(get("/api/v1/map?tier=7").body()).contains("0 to 3");
        JsonNode byOwner = read("/api/v1/map?districts=owner");
        assertThat(node(byOwner, "out-order").get("district").asString()).isEqualTo("team-order");
        assertThat(get("/api/v1/map?districts=colour").statusCode()).isEqualTo(400);
    }

    @Test
    void mapIsWrittenInEveryFormat() {
        assertThat(get("/api/v1/map?format=svg").headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(accepting("/api/v1/map?service=out-order", "image/svg+xml").body()).startsWith("<svg")
                .contains("out-order");
        assertThat(accepting("/api/v1/map", "text/vnd.graphviz").body()).startsWith("digraph");
        assertThat(accepting("/api/v1/map", "text/vnd.mermaid").body()).startsWith("flowchart LR");
        assertThat(accepting("/api/v1/map", "application/graphml+xml").body()).contains("<graphml");
        assertThat(parse(accepting("/api/v1/map", "application/vnd.jgf+json").body()).at("/graph/nodes").size())
                .isPositive();
        assertThat(parse(accepting("/api/v1/map", "text/html,*/*;q=0.1").body()).get("nodes")).isNotNull();
        assertThat(accepting("/api/v1/map", "text/html").statusCode()).isEqualTo(406);
        assertThat(get("/api/v1/map?format=sgv").body()).contains("\"suggestion\":\"svg\"");
        String links = get("/api/v2/dependencies?endTs=" + Instant.now().toEpochMilli() + "&lookback=3600000").body();
        assertThat(parse(links).valueStream().filter(link -> link.get("parent").asString().equals("out-order"))
                .map(link -> link.get("child").asString()))
                .containsExactly("out-order.placed", "out-payment", "out-stock");
    }

    @Test
    void advisedCutIsTriedAndTheCycleIsGone() {
        JsonNode cycle = read("/api/v1/cycles").get("items").valueStream()
                .filter(each -> each.get("members").toString().contains("out-order")).findFirst().orElseThrow();
        JsonNode advice = cycle.at("/advice/0");
        assertThat(advice.at("/cut/from").asString()).isEqualTo("out-stock");
        assertThat(advice.at("/proposals/0/kind").asString()).isEqualTo("invert");
        assertThat(cycle.at("/edges/0/shortest").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("out-order", "out-stock");
        for (JsonNode proposal : advice.get("proposals")) {
            HttpResponse<String> answer = ask("/api/v1/what-if", "{\"operations\":" + proposal.get("operations") + "}",
                    JSON);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode whatIf = parse(answer.body());
            assertThat(whatIf.at("/cycles/removed").valueStream()).contains(cycle.get("id"));
            assertThat(whatIf.at("/after/cycles").asInt()).isEqualTo(whatIf.at("/before/cycles").asInt() - 1);
            assertThat(node(whatIf.get("map"), "out-order").get("cycle").isNull()).isTrue();
            assertThat(whatIf.at("/cut/0/from").asString()).isEqualTo("out-stock");
            assertThat(whatIf.get("affected").valueStream().map(each -> each.get("name").asString()))
                    .contains("out-order", "out-stock");
        }
        JsonNode shortest = read("/api/v1/cycles/shortest?from=out-stock&to=out-order");
        assertThat(shortest.get("path").valueStream().map(JsonNode::asString)).containsExactly("out-stock",
                "out-order");
    }

    @Test
    void wrongOperationsArePointedTo() {
        JsonNode problem = parse(ask("/api/v1/what-if",
                """
                        {"operations":[{"op":"cut","from":"out-ordr","to":"out-stock"},{"op":"cut","from":"out-web","to":"out-stock"}]}""",
                JSON).body());
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/operations/0/from");
        assertThat(problem.at("/errors/0/suggestion").asString()).isEqualTo("out-order");
        assertThat(problem.at("/errors/1/pointer").asString()).isEqualTo("/operations/1/to");
        assertThat(ask("/api/v1/what-if", "{\"operations\":[{\"op\":\"cutt\"}]}", JSON).body())
                .contains("\"suggestion\":\"cut\"");
        for (String body : List.of("", "{}", "[]", "{\"operations\":[]}", "{\"operations\":[null]}",
                "{\"operations\":[{}]}",
                "{\"operations\":[{\"op\":\"connect\",\"from\":\"a\",\"to\":\"b\",\"rate\":-1}]}", "{\"operations\":7}",
                "{\"operation\":[]}", "not json")) {
            assertThat(ask("/api/v1/what-if", body, JSON).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void nodeIsShownWithItsNeighboursAndItsFindings() {
        JsonNode order = read("/api/v1/services/out-order");
        assertThat(order.get("callers").valueStream().map(edge -> edge.get("from").asString()))
                .containsExactlyInAnyOrder("out-web", "out-stock");
        assertThat(order.get("callees")).hasSize(3);
        assertThat(order.at("/metrics/transitiveCallers").asInt()).isEqualTo(3);
        assertThat(order.at("/metrics/transitiveCallees").asInt()).isEqualTo(3);
        assertThat(order.at("/metrics/longestChain/length").asInt()).isEqualTo(3);
        assertThat(order.at("/metrics/instability").asDouble()).isEqualTo(0.6);
        assertThat(order.at("/cycle/members")).hasSize(2);
        assertThat(order.get("findings").valueStream().map(finding -> finding.get("type").asString()))
                .contains("observed-not-declared", "tier-inversion");
        assertThat(read("/api/v1/services/out-order.placed").at("/node/type").asString()).isEqualTo("topic");
        assertThat(get("/api/v1/services/out-ordre").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/services/out-ordre").body()).contains("Did you mean out-order?");
    }

    @Test
    void impactTellsWhoIsHurtAndWhoIsOnlyDelayed() {
        JsonNode payment = read("/api/v1/services/out-payment/impact");
        assertThat(payment.get("hurt").valueStream().map(each -> each.get("name").asString()))
                .containsExactly("out-order", "out-stock", "out-web", "out-browser");
        assertThat(payment.at("/hurt/3/path").valueStream().map(JsonNode::asString)).containsExactly("out-browser",
                "out-web", "out-order", "out-payment");
        assertThat(payment.at("/hurt/3/entrance").asBoolean()).isTrue();
        assertThat(payment.at("/summary/requestsPerSecond").asDouble()).isPositive();
        assertThat(payment.at("/summary/tiers/0").asInt()).isEqualTo(2);
        JsonNode shipping = read("/api/v1/services/out-shipping/impact");
        assertThat(shipping.get("hurt")).isEmpty();
        assertThat(shipping.at("/delayed/0/name").asString()).isEqualTo("out-order");
        assertThat(shipping.at("/delayed/0/effect").asString()).isEqualTo("messages-wait");
    }

    @Test
    void metricsMeasureTheArchitecture() {
        JsonNode metrics = read("/api/v1/metrics");
        JsonNode order = metrics.get("items").valueStream()
                .filter(each -> each.get("name").asString().equals("out-order")).findFirst().orElseThrow();
        assertThat(order.get("fanOut").asInt()).isEqualTo(3);
        assertThat(metrics.at("/architecture/depth").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(metrics.at("/architecture/deepest").size()).isGreaterThan(metrics.at("/architecture/depth").asInt());
        assertThat(get("/api/v1/metrics?resolution=week").statusCode()).isEqualTo(400);
        JsonNode path = read("/api/v1/critical-paths?entry=out-web").at("/items/0");
        assertThat(path.at("/path/0/to").asString()).isIn("out-order", "out-catalog");
        assertThat(path.at("/path/0/callsPerRequest").asDouble()).isPositive();
        assertThat(read("/api/v1/critical-paths?quantile=p99").get("items").valueStream()
                .map(each -> each.get("entry").asString())).contains("out-browser");
        assertThat(get("/api/v1/critical-paths?quantile=p98").statusCode()).isEqualTo(400);
    }

    @Test
    void driftSaysSinceWhenItIsThere() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode drift = read("/api/v1/drift");
            JsonNode undeclared = item(drift, "observed-not-declared", "out-stock");
            assertThat(undeclared.get("to").asString()).isEqualTo("out-order");
            assertThat(undeclared.get("firstObserved").isNull()).isFalse();
            JsonNode dead = item(drift, "declared-not-observed", "out-web");
            assertThat(dead.get("to").asString()).isEqualTo("out-audit");
            assertThat(dead.get("declaredSince").isNull()).isFalse();
            assertThat(dead.get("lastObserved").isNull()).isTrue();
            assertThat(drift.get("items").valueStream()
                    .filter(item -> item.get("type").asString().equals("tier-inversion")
                            && item.get("from").asString().equals("out-web"))
                    .map(item -> item.get("to").asString() + " " + item.get("toTier").asInt()))
                    .contains("out-catalog 3");
            assertThat(drift.at("/counts/tier-inversion").asInt()).isPositive();
            assertThat(drift.get("observedSince").isNull()).isFalse();
        });
    }

    @Test
    void trafficOverTimeHasEveryStep() {
        JsonNode traffic = read("/api/v1/traffic?service=out-order&points=10");
        assertThat(traffic.get("items")).hasSizeBetween(9, 11);
        assertThat(traffic.get("items").valueStream().mapToLong(point -> point.get("calls").asLong()).sum())
                .isPositive();
        assertThat(traffic.get("step").asString()).isEqualTo("PT7M");
        assertThat(read("/api/v1/traffic").get("items").valueStream().mapToLong(point -> point.get("calls").asLong())
                .sum()).isPositive();
        assertThat(read("/api/v1/traffic?service=out-order.placed").get("items").valueStream()
                .mapToLong(point -> point.get("calls").asLong()).sum()).isPositive();
    }

    @Test
    void checkFailsOnWhatADeploymentWouldMakeWorse() {
        send(request("/api/v1/baselines/out-main").header("Authorization", "Bearer " + registry.token("deployer"))
                .header("If-Match", "*").PUT(HttpRequest.BodyPublishers.noBody()));
        String policy = "\"policy\":{\"noNewCycle\":true,\"noTierInversion\":true,\"noUndeclaredEdge\":true},\"baseline\":{\"name\":\"out-main\"}";
        JsonNode same = parse(ask("/api/v1/checks", "{" + policy + "}", JSON).body());
        assertThat(same.get("passed").asBoolean()).as(same.toString()).isTrue();
        assertThat(same.get("findings").valueStream().map(finding -> finding.get("state").asString())).isNotEmpty()
                .containsOnly("unchanged");
        String candidate = "{" + policy
                + ",\"candidate\":{\"edges\":[{\"from\":\"out-payment\",\"to\":\"out-web\"}]},\"artifact\":\"manifest.yaml\"}";
        JsonNode worse = parse(ask("/api/v1/checks", candidate, JSON).body());
        assertThat(worse.get("passed").asBoolean()).isFalse();
        assertThat(worse.get("findings").valueStream().filter(finding -> finding.get("state").asString().equals("new"))
                .map(finding -> finding.get("rule").asString())).containsExactly("noNewCycle", "noUndeclaredEdge");
        HttpResponse<String> sarif = ask("/api/v1/checks", candidate, "application/sarif+json");
        assertThat(sarif.headers().firstValue("Content-Type")).contains("application/sarif+json");
        assertThat(parse(sarif.body()).at("/runs/0/results").size()).isEqualTo(worse.get("findings").size());
        HttpResponse<String> junit = ask("/api/v1/checks", candidate, "application/xml");
        assertThat(junit.body()).contains("failures=\"2\"");
    }

    @Test
    void wrongChecksAreAnsweredWithWhatIsWrong() {
        assertThat(ask("/api/v1/checks", "{\"policy\":{}}", JSON).body()).contains("/policy");
        assertThat(ask("/api/v1/checks", "{}", JSON).statusCode()).isEqualTo(400);
        assertThat(ask("/api/v1/checks",
                "{\"policy\":{\"maxDepth\":3},\"baseline\":{\"name\":\"a\",\"at\":\"2026-11-20T12:00:00Z\"}}", JSON)
                .body()).contains("/baseline");
        assertThat(ask("/api/v1/checks",
                "{\"policy\":{\"maxDepth\":3},\"candidate\":{\"edges\":[{\"from\":\"out-web\",\"to\":\"out-pament\"}]}}",
                JSON).body()).contains("/candidate/edges/0/to", "out-payment");
        assertThat(ask("/api/v1/checks", "{\"policy\":{\"maxDepth\":3},\"baseline\":{\"name\":\"nowhere\"}}", JSON)
                .statusCode()).isEqualTo(400);
    }

    @Test
    void baselineIsReplacedOnlyByWhoKnowsIt() {
        String path = "/api/v1/baselines/out-once";
        HttpRequest.Builder put = request(path).header("Authorization", "Bearer " + registry.token("deployer"))
                .PUT(HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> first = send(put.copy());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(send(put.copy()).statusCode()).isEqualTo(428);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(send(put.copy().header("If-Match", tag)).statusCode()).isEqualTo(200);
        assertThat(send(put.copy().header("If-Match", tag)).statusCode()).isEqualTo(412);
        assertThat(read("/api/v1/baselines").get("items").valueStream().map(each -> each.get("name").asString()))
                .contains("out-once");
        assertThat(read(path).get("edges").size()).isPositive();
        assertThat(send(request(path).header("Authorization", "Bearer " + registry.token("deployer"))
                .header("If-Match", "*").DELETE()).statusCode()).isEqualTo(204);
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(
                send(request("/api/v1/baselines/UPPER").header("Authorization", "Bearer " + registry.token("deployer"))
                        .PUT(HttpRequest.BodyPublishers.noBody())).statusCode())
                .isEqualTo(400);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void liveRatesFollowTheTraffic() throws IOException, InterruptedException {
        HttpRequest watch = request("/api/v1/live").header("Authorization", "Bearer " + registry.token("viewer"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(watch, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                boolean seen = false;
                String line = lines.readLine();
                while (!seen && line != null) {
                    if (line.startsWith("data:")) {
                        visit();
                        seen = parse(line.substring(5)).get("edges").valueStream()
                                .anyMatch(edge -> edge.get("from").asString().equals("out-order")
                                        && edge.get("rate").asDouble() > 0);
                    }
                    line = lines.readLine();
                }
                assertThat(seen).isTrue();
            }
            client.shutdownNow();
        }
    }

    @Test
    void aStreamOfRatesEndsWhenItsTokenIsRevokedAndOthersGoOn() throws Exception {
        String revoked = registry.token("revoked", "viewer");
        try (HttpClient client = HttpClient.newHttpClient()) {
            InputStream other = watch(client, "other").body();
            InputStream ending = client
                    .send(request("/api/v1/live").header("Authorization", "Bearer " + revoked).build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            var end = CompletableFuture.supplyAsync(() -> {
                try {
                    return ending.readAllBytes().length;
                } catch (IOException cut) {
                    return -1;
                }
            });
            assertThat(other.read()).isNotNegative();
            registry.revoke(revoked);
            assertThat(end).succeedsWithin(Duration.ofSeconds(10));
            assertThat(other.readNBytes(300)).hasSize(300);
            client.shutdownNow();
        }
    }

    @Test
    void onePersonWatchesTheRatesTenTimesAndLeavesTheOthersTheirs() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<InputStream> open = new ArrayList<>();
            while (open.size() < 10) {
                HttpResponse<InputStream> stream = watch(client, "greedy");
                assertThat(stream.statusCode()).isEqualTo(200);
                open.add(stream.body());
            }
            HttpResponse<InputStream> refused = watch(client, "greedy");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("You watch the rates 10 times already");
            HttpResponse<InputStream> other = watch(client, "modest");
            assertThat(other.statusCode()).isEqualTo(200);
            open.removeFirst().close();
            // Its end is found when the next second is written to it.
            await().until(() -> {
                HttpResponse<InputStream> again = watch(client, "greedy");
                open.add(again.body());
                return again.statusCode() == 200;
            });
            client.shutdownNow();
        }
    }

    private HttpResponse<InputStream> watch(HttpClient client, String person) throws IOException, InterruptedException {
        return client.send(
                request("/api/v1/live").header("Authorization", "Bearer " + registry.token(person, "viewer")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpResponse<String> accepting(String path, String accept) {
        return send(
                request(path).header("Authorization", "Bearer " + registry.token("viewer")).header("Accept", accept));
    }

    private static List<String> names(JsonNode map) {
        return map.get("nodes").valueStream().map(node -> node.get("name").asString())
                .filter(name -> name.startsWith("out-")).toList();
    }

    private static JsonNode node(JsonNode map, String name) {
        return map.get("nodes").valueStream().filter(node -> node.get("name").asString().equals(name)).findFirst()
                .orElseThrow();
    }

    private static JsonNode item(JsonNode drift, String type, String from) {
        return drift.get("items").valueStream()
                .filter(item -> item.get("type").asString().equals(type) && item.get("from").asString().equals(from))
                .findFirst().orElseThrow(() -> new AssertionError(drift.toString()));
    }
}
