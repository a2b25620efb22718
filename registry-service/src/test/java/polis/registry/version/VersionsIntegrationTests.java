package polis.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import polis.registry.Answer;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;

class VersionsIntegrationTests extends RegistryScenario {

    @Autowired
    private ForgottenVersions forgotten;

    @Autowired
    private JdbcClient database;

    @Test
    void versionsSayWhereTheyRunSinceWhenAndFromWhichRevision() {
        String service = name("cart");
        plan(service, "one", "1.0.0", 1, "n1");
        plan(service, "two", "1.0.0", 2, "n2");
        plan(service, "three", "1.1.0", 3, "n1");
        move(service, "one", "READY").is(200);

        JsonNode items = versions(service);
        assertThat(items).hasSize(2);
        JsonNode newest = items.path(0);
        assertThat(newest.path("version").asString()).isEqualTo("1.1.0");
        assertThat(newest.path("revision").asLong()).isEqualTo(3);
        assertThat(newest.path("nodes").toString()).isEqualTo("[{\"node\":\"n1\",\"instances\":1}]");
        JsonNode oldest = items.path(1);
        assertThat(oldest.path("revision").asLong()).isEqualTo(2);
        assertThat(oldest.path("instances").asInt()).isEqualTo(2);
        assertThat(oldest.path("states").toString()).isEqualTo("{\"PROVISION\":1,\"READY\":1}");
        assertThat(oldest.path("since").asString())
                .isEqualTo(viewer.get("/api/v1/services/" + service + "/instances/one").text("startedAt"));
        assertThat(oldest.has("until")).isFalse();
    }

    @Test
    void aVersionThatDidNotRunForLongIsForgottenUnlessAnInstanceIsRemembered() {
        String service = name("cart");
        plan(service, "one", "1.0.0", 1, "n1");
        plan(service, "two", "1.1.0", 2, "n1");
        plan(service, "three", "1.2.0", 3, "n1");
        move(service, "one", "GONE").is(200);
        move(service, "two", "GONE").is(200);
        database.sql(
                "update service_version set last_ended = last_ended - interval '401 days' where service = :service")
                .param("service", service).update();
        database.sql("delete from instance where service = :service and id = 'one'").param("service", service).update();
        assertThat(forgotten.purge()).isPositive();
        assertThat(versions(service)).extracting(version -> version.path("version").asString()).containsExactly("1.2.0",
                "1.1.0");
    }

    @Test
    void aVersionThatRunsNoMoreIsStillThere() {
        String service = name("cart");
        plan(service, "one", "1.0.0", 1, "n1");
        move(service, "one", "GONE").is(200);
        JsonNode version = versions(service).path(0);
        assertThat(version.path("instances").asInt()).isZero();
        assertThat(version.path("until").asString())
                .isEqualTo(viewer.get("/api/v1/services/" + service + "/instances/one").text("endedAt"));
    }

    @Test
    void anInstanceThatIsAnnouncedInAnotherVersionLeavesTheOldOneBehind() {
        String service = name("cart");
        plan(service, "one", "1.0.0", 1, "n1");
        scheduler.put("/api/v1/services/" + service + "/instances/one", plan("2.0.0", 2, "n1")).is(200);
        JsonNode items = versions(service);
        assertThat(items.path(0).path("version").asString()).isEqualTo("2.0.0");
        assertThat(items.path(1).path("version").asString()).isEqualTo("1.0.0");
        assertThat(items.path(1).has("until")).isTrue();
    }

    @Test
    void versionsArePaged() {
        String service = name("cart");
        for (int patch = 0; patch < 3; patch++) {
            plan(service, "i" + patch, "1.0." + patch, 1, "n1");
        }
        Answer first = viewer.get("/api/v1/services/" + service + "/versions?limit=2").is(200);
        assertThat(first.json().path("items")).hasSize(2);
        Answer second = viewer
                .get("/api/v1/services/" + service + "/versions?limit=2&cursor=" + first.text("nextCursor")).is(200);
        assertThat(second.json().path("items").path(0).path("version").asString()).isEqualTo("1.0.0");
        assertThat(second.text("nextCursor")).isEmpty();
        viewer.get("/api/v1/services/" + service + "/versions?cursor=nonsense").isProblem(400, "invalid-request");
        viewer.get("/api/v1/services/nobody/versions").isProblem(404, "not-found");
    }

    private JsonNode versions(String service) {
        return viewer.get("/api/v1/services/" + service + "/versions").is(200).json().path("items");
    }

    private void plan(String service, String id, String version, int revision, String node) {
        scheduler.put("/api/v1/services/" + service + "/instances/" + id, plan(version, revision, node)).is(201);
    }

    private static String plan(String version, int revision, String node) {
        return "{\"version\":\"%s\",\"revision\":%d,\"host\":\"localhost\",\"port\":1,\"node\":\"%s\"}"
                .formatted(version, revision, node);
    }
}
