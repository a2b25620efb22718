package polis.registry.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polis.registry.Answer;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;

class InstancesIntegrationTests extends RegistryScenario {

    @Test
    void anAnnouncementIsIdempotent() {
        String service = name("cart");
        Answer created = announce(service, service + "-1").is(201);
        assertThat(created.header("Location")).endsWith("/instances/" + service + "-1");
        announce(service, service + "-1").is(200);
        assertThat(events(service).stream().map(event -> event.path("type").asString()))
                .containsExactly("InstanceAnnounced");
        assertThat(created.text("state")).isEqualTo("PROVISION");
        assertThat(created.text("scheme")).isEqualTo("http");
        assertThat(created.json().path("managed").asBoolean()).isTrue();
    }

    @Test
    void announcingAgainDoesNotMoveARunningInstance() {
        String service = name("cart");
        announce(service, service + "-1").is(201);
        move(service, service + "-1", "READY").is(200);
        move(service, service + "-1", "RUN").is(200);
        announce(service, service + "-1").is(200);
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
    }

    @Test
    void theEventOfATransitionHoldsTheWholeInstance() {
        String service = name("cart");
        announce(service, service + "-1").is(201);
        move(service, service + "-1", "READY").is(200);
        JsonNode payload = events(service).getLast().path("payload");
        assertThat(payload.path("service").asString()).isEqualTo(service);
        assertThat(payload.path("id").asString()).isEqualTo(service + "-1");
        assertThat(payload.path("host").asString()).isEqualTo("localhost");
        assertThat(payload.path("port").asInt()).isEqualTo(20001);
        assertThat(payload.path("state").asString()).isEqualTo("READY");
        assertThat(payload.path("from").asString()).isEqualTo("PROVISION");
        assertThat(payload.path("to").asString()).isEqualTo("READY");
        assertThat(payload.path("reason").asString()).isEqualTo("because");
    }

    @Test
    void aSchedulersServiceDoesNotFollowItsInstances() {
        String service = name("cart");
        announce(service, service + "-1").is(201);
        move(service, service + "-1", "READY").is(200);
        move(service, service + "-1", "RUN").is(200);
        assertThat(lifecycle(service)).isEqualTo("PROVISION");
        move(service, "READY").is(200);
        move(service, "RUN").is(200);
        move(service, service + "-1", "GONE").is(200);
        assertThat(lifecycle(service)).isEqualTo("RUN");
    }

    @Test
    void anInstanceThatIsGoneCanBeAnnouncedAnewAndKeepsItsHistory() {
        String service = name("cart");
        announce(service, service + "-1").is(201);
        move(service, service + "-1", "GONE").is(200);
        assertThat(viewer.get("/api/v1/services/" + service + "/instances").json().path("items")).isEmpty();
        announce(service, service + "-1").is(200);
        assertThat(state(service, service + "-1")).isEqualTo("PROVISION");
        var history = viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1/transitions").is(200)
                .json().path("items");
        assertThat(history).hasSize(2);
        assertThat(history.path(0).path("from").asString()).isEqualTo("GONE");
    }

    @Test
    void instancesAreFilteredAndPaged() {
        String service = name("cart");
        for (int i = 1; i <= 3; i++) {
            announce(service, service + "-" + i).is(201);
        }
        move(service, service + "-3", "GONE").is(200);
        move(service, service + "-2", "READY").is(200);
        assertThat(ids("/api/v1/instances?service=" + service)).containsExactly(service + "-1", service + "-2");
        assertThat(ids("/api/v1/instances?gone=true&service=" + service)).hasSize(3);
        assertThat(ids("/api/v1/instances?state=READY&service=" + service)).containsExactly(service + "-2");
        assertThat(ids("/api/v1/instances?state=READY,GONE&service=" + service)).containsExactly(service + "-2",
                service + "-3");
        Answer first = viewer.get("/api/v1/instances?limit=1&service=" + service).is(200);
        assertThat(ids("/api/v1/instances?limit=1&service=" + service + "&cursor=" + first.text("nextCursor")))
                .containsExactly(service + "-2");
        viewer.get("/api/v1/instances?state=LOST").isProblem(400, "invalid-request");
        viewer.get("/api/v1/services/nobody/instances").isProblem(404, "not-found");
        assertThat(ids("/api/v1/instances")).contains(service + "-1");
    }

    @Test
    void anIllegalTransitionOfAnInstanceNamesTheLegalOnes() {
        String service = name("cart");
        announce(service, service + "-1").is(201);
        Answer refused = move(service, service + "-1", "DESTROY").isProblem(409, "illegal-transition");
        assertThat(refused.json().path("legal").toString()).contains("READY", "FAILED", "GONE");
        move(service, service + "-2", "READY").isProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"version\":\"latest\",\"host\":\"localhost\",\"port\":1}",
        "{\"version\":\"1.0.0\",\"host\":\"not a host\",\"port\":1}",
        "{\"version\":\"1.0.0\",\"host\":\"localhost\",\"port\":0}",
        "{\"version\":\"1.0.0\",\"host\":\"localhost\",\"port\":70000}",
        "{\"version\":\"1.0.0\",\"host\":\"localhost\",\"port\":1,\"scheme\":\"gopher\"}",
        "{\"version\":\"1.0.0\",\"hots\":\"localhost\",\"port\":1}"})
    void rubbishIsRefusedWithAProblem(String body) {
        String service = name("bad");
        scheduler.put("/api/v1/services/" + service + "/instances/one", body).isProblem(400, "invalid-request");
        viewer.get("/api/v1/services/" + service).is(404);
    }

    private List<String> ids(String path) {
        return StreamSupport.stream(viewer.get(path).is(200).json().path("items").spliterator(), false)
                .map(item -> item.path("id").asString()).toList();
    }

    private List<JsonNode> events(String service) {
        return eventsOf(service).stream().filter(event -> event.path("subject").asString().contains("/")).toList();
    }
}
