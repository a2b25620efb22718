package polis.versionset.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polis.versionset.VersionsetTest;
import tools.jackson.databind.JsonNode;

class RevisionIntegrationTests extends VersionsetTest {

    @Test
    void applyingAManifestRecordsARevision() {
        Answer applied = apply(shop());

        assertThat(applied.status()).isEqualTo(201);
        assertThat(applied.header("Location")).endsWith("/api/v1/revisions/1");
        assertThat(applied.json().path("revision").asLong()).isEqualTo(1);
        assertThat(applied.json().path("changed").asBoolean()).isTrue();
        assertThat(applied.json().path("architecture").asString()).isEqualTo("shop");
        assertThat(applied.json().path("warnings")).isEmpty();

        JsonNode revision = get("/api/v1/revisions/1").json();
        assertThat(revision.path("status").asString()).isEqualTo("RECORDED");
        assertThat(revision.path("createdBy").asString()).isEqualTo("dan");
        assertThat(revision.path("digest").asString()).startsWith("sha256:");
        assertThat(revision.at("/manifest/services/cart/memoryBytes").asLong()).isEqualTo(192L << 20);
        assertThat(revision.at("/manifest/services/cart/health/deadline").asString()).isEqualTo("PT5M");
        assertThat(revision.at("/manifest/services/storefront/routes/0/path").asString()).isEqualTo("/shop/**");
    }

    @Test
    void aRevisionThatIsOlderThanAFieldIsReadWithItsDefault() {
        apply(shop());
        jdbc.sql("update revision set manifest = replace(manifest, ',\"passAuthorization\":false', '')").update();
        assertThat(jdbc.sql("select manifest from revision").query(String.class).single())
                .doesNotContain("passAuthorization");
        JsonNode manifest = get("/api/v1/revisions/current").json().path("manifest");
        assertThat(manifest.at("/services/storefront/routes/0/passAuthorization").isBoolean()).isTrue();
    }

    @Test
    void applyingTheSameAgainRecordsNothing() {
        apply(shop());
        Answer again = apply("# a comment changes nothing\n" + shop());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("changed").asBoolean()).isFalse();
        assertThat(again.json().path("revision").asLong()).isEqualTo(1);
        assertThat(get("/api/v1/revisions").json().path("items")).hasSize(1);
    }

    @Test
    void theCurrentRevisionIsAskedForCheaply() {
        assertThat(get("/api/v1/revisions/current").status()).isEqualTo(404);
        apply(shop());
        Answer current = get("/api/v1/revisions/current");

        assertThat(current.header("ETag")).isEqualTo("\"1\"");
        assertThat(get("/api/v1/revisions/current", "If-None-Match", "\"1\"").status()).isEqualTo(304);
        apply(shopWithCart("1.1.0"));
        Answer next = get("/api/v1/revisions/current", "If-None-Match", "\"1\"");
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.header("ETag")).isEqualTo("\"2\"");
        assertThat(next.json().at("/manifest/services/cart/version").asString()).isEqualTo("1.1.0");
    }

    @Test
    void aFailedRevisionGivesWayToTheOneBefore() {
        apply(shop());
        assertThat(outcome(1, "HEALTHY", "All instances are healthy.").status()).isEqualTo(200);
        apply(shopWithCart("1.1.0"));
        Answer failed = outcome(2, "FAILED", "cart never got healthy.");

        assertThat(failed.json().path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.json().path("reason").asString()).isEqualTo("cart never got healthy.");
        assertThat(get("/api/v1/revisions/current").json().path("number").asLong()).isEqualTo(1);
        assertThat(apply(shopWithCart("1.1.0")).json().path("revision").asLong()).isEqualTo(3);
    }

    @Test
    void anOutcomeIsSaidOnce() {
        apply(shop());
        outcome(1, "HEALTHY", "All instances are healthy.");
        assertThat(outcome(1, "HEALTHY", "Said again.").status()).isEqualTo(200);
        Answer other = outcome(1, "FAILED", "On second thoughts");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("type").asString()).endsWith("/illegal-outcome");
        assertThat(outcome(7, "FAILED", "Nobody knows it").status()).isEqualTo(404);
        assertThat(outcome(1, "FINE", "No such status").status()).isEqualTo(400);
        assertThat(outcome(1, "FAILED", "").status()).isEqualTo(400);
    }

    @Test
    void whatRanHealthyTogetherIsKeptAsEvidence() {
        apply(shop());
        assertThat(get("/api/v1/compatibility/evidence").json().path("items")).isEmpty();
        outcome(1, "HEALTHY", "All instances are healthy.");
        apply(shopWithCart("1.1.0"));
        outcome(2, "FAILED", "cart never got healthy.");

        JsonNode items = get("/api/v1/compatibility/evidence").json().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/revision").asLong()).isEqualTo(1);
        assertThat(items.at("/0/versions")).hasSize(8);
        assertThat(items.at("/0/versions/cart").asString()).isEqualTo("1.0.0");
    }

    @Test
    void theFeedTellsWhatBecameOfEachRevision() {
        long before = newestEvent();
        apply(shop());
        outcome(1, "HEALTHY", "All instances are healthy.");
        apply(shopWithCart("1.1.0"));
        outcome(2, "FAILED", "cart never got healthy.");

        JsonNode events = get("/api/v1/events?after=" + before).json().path("items");
        assertThat(events).extracting(event -> event.path("type").asString() + " " + event.path("subject").asString())
                .containsExactly("RevisionRecorded 1", "RevisionHealthy 1", "RevisionRecorded 2", "RevisionFailed 2");
        assertThat(events.at("/3/payload/reason").asString()).isEqualTo("cart never got healthy.");
    }

    private long newestEvent() {
        return jdbc.sql("select coalesce(max(seq), 0) from event").query(Long.class).single();
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndRecordsNothing() {
        Answer first = apply(shop(), deployer, "/api/v1/manifests?dryRun=true");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("changed").asBoolean()).isTrue();
        assertThat(get("/api/v1/revisions").json().path("items")).isEmpty();

        apply(shop());
        JsonNode diff = apply(shopWithCart("1.1.0"), deployer, "/api/v1/manifests?dryRun=true").json().path("diff");
        assertThat(diff).hasSize(1);
        assertThat(diff.at("/0/op").asString()).isEqualTo("replace");
        assertThat(diff.at("/0/path").asString()).isEqualTo("/services/cart/version");
        assertThat(diff.at("/0/value").asString()).isEqualTo("1.1.0");
        assertThat(apply(shop(), deployer, "/api/v1/manifests?dryRun=true").json().path("changed").asBoolean())
                .isFalse();
    }

    @Test
    void twoRevisionsCanBeCompared() {
        apply(shop());
        apply(shopWithCart("1.1.0"));
        apply(shopWithCart("1.2.0"));

        Answer diff = get("/api/v1/revisions/3/diff?from=1");
        assertThat(diff.header("Content-Type")).startsWith("application/json-patch+json");
        assertThat(diff.json().at("/0/value").asString()).isEqualTo("1.2.0");
        assertThat(get("/api/v1/revisions/2/diff").json().at("/0/value").asString()).isEqualTo("1.1.0");
        assertThat(get("/api/v1/revisions/1/diff").json().path(0).path("op").asString()).isEqualTo("add");
        assertThat(get("/api/v1/revisions/3/diff?from=9").status()).isEqualTo(404);
    }

    @Test
    void appliesThatRaceGetNumbersWithoutAGap() throws Exception {
        List<Future<Answer>> answers;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            answers = IntStream.rangeClosed(1, 24)
                    .mapToObj(i -> threads.submit(() -> apply(shopWithCart("1." + i + ".0")))).toList();
        }
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(201);
        }
        assertThat(answers.stream().map(answer -> answer.resultNow().json().path("revision").asLong()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 24).mapToObj(Long::valueOf).toList());
        assertThat(jdbc.sql("select count(*) from revision").query(Long.class).single()).isEqualTo(24);
    }

    @Test
    void listsAreReadPageByPage() {
        IntStream.rangeClosed(1, 5).forEach(i -> apply(shopWithCart("1." + i + ".0")));

        JsonNode first = get("/api/v1/revisions?limit=2").json();
        assertThat(first.path("items")).extracting(item -> item.path("number").asLong()).containsExactly(5L, 4L);
        JsonNode last = get("/api/v1/revisions?limit=3&cursor=" + first.path("nextCursor").asString()).json();
        assertThat(last.path("items")).extracting(item -> item.path("number").asLong()).containsExactly(3L, 2L, 1L);
        assertThat(last.has("nextCursor")).isFalse();
        assertThat(get("/api/v1/revisions?limit=0").status()).isEqualTo(400);
        assertThat(get("/api/v1/revisions?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void theSameKeyGetsTheStoredAnswer() {
        Answer first = apply(shop(), deployer, "/api/v1/manifests", "Idempotency-Key", "deploy-1");
        Answer again = apply(shop(), deployer, "/api/v1/manifests", "Idempotency-Key", "deploy-1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.json()).isEqualTo(first.json());

        Answer other = apply(shopWithCart("2.0.0"), deployer, "/api/v1/manifests", "Idempotency-Key", "deploy-1");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asString()).endsWith("/idempotency-key-reused");
    }

    @Test
    void aServiceTellsOutcomesAndReadsByItsScopesAndDoesNothingElse() {
        apply(shop());
        assertThat(getAs(gatewayService, "/api/v1/revisions/current").status()).isEqualTo(200);
        assertThat(getAs(schedulerService, "/api/v1/revisions/current").status()).isEqualTo(200);
        assertThat(getAs(mapService, "/api/v1/revisions/current").status()).as("not addressed here").isEqualTo(401);
        String outcome = "{\"status\":\"HEALTHY\",\"reason\":\"It runs.\"}";
        Answer refused = post("/api/v1/revisions/1/outcome", "application/json", outcome, gatewayService);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asString()).contains("the scope activation:write");
        for (String service : List.of(gatewayService, schedulerService)) {
            assertThat(apply(shop(), service, "/api/v1/manifests").status()).isEqualTo(403);
            assertThat(apply(shop(), service, "/api/v1/manifests?dryRun=true").status()).isEqualTo(403);
        }
        assertThat(outcome(get("/api/v1/revisions/current").json().path("number").asLong(), "HEALTHY", "It runs.")
                .status()).isEqualTo(200);
    }
}
