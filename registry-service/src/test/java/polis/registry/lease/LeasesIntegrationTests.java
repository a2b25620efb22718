package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import polis.registry.RegistryScenario;

class LeasesIntegrationTests extends RegistryScenario {

    @Test
    void whoIsSeenFirstThroughEurekaIsEnteredByItself() {
        String service = name("stray");
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        var entry = viewer.get("/api/v1/services/" + service).is(200).json();
        assertThat(entry.path("undescribed").asBoolean()).isTrue();
        assertThat(entry.path("tier").asInt()).isEqualTo(2);
        assertThat(entry.path("lifecycle").asString()).isEqualTo("RUN");
        assertThat(entry.path("versions").path(0).path("version").asString()).isEqualTo("1.0.0");
        assertThat(entry.path("instances").path("RUN").asInt()).isOne();
        var instance = viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").json();
        assertThat(instance.path("managed").asBoolean()).isFalse();
        assertThat(instance.path("eurekaStatus").asString()).isEqualTo("UP");
        assertThat(instance.path("lastRenewal").asString()).isNotEmpty();
        assertThat(instance.path("restored").asBoolean()).isFalse();
    }

    @Test
    void aCancelledLeaseEndsAnInstanceThatNobodyAnnouncedAndItsService() {
        String service = name("stray");
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(lifecycle(service)).isEqualTo("RUN"));
        eureka.cancel(service, service + "-1").is(200);
        await().untilAsserted(() -> assertThat(lifecycle(service)).isEqualTo("FAILED"));
        var gone = viewer.get("/api/v1/services/" + service + "/instances?gone=true").json().path("items").path(0);
        assertThat(gone.path("state").asString()).isEqualTo("GONE");
        assertThat(gone.path("endReason").asString()).isEqualTo("Its lease was cancelled.");
        assertThat(gone.path("endedAt").asString()).isNotEmpty();
        assertThat(viewer.get("/api/v1/services/" + service + "/instances").json().path("items")).isEmpty();
    }

    @Test
    void anExpiredLeaseIsGoneWithItsReason() {
        String service = name("stray");
        eureka.register(service, service + "-1", "UP", 1).is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("GONE"));
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").text("endReason"))
                .contains("expired");
        assertThat(eureka.renew(service, service + "-1").status()).isEqualTo(404);
    }

    @Test
    void aRegistrationMakesAnAnnouncedInstanceReady() {
        String service = name("planned");
        announce(service, service + "-1").is(201);
        assertThat(state(service, service + "-1")).isEqualTo("PROVISION");
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("READY"));
        move(service, service + "-1", "RUN").is(200);
        eureka.register(service, service + "-1", "UP").is(204);
        eureka.status(service, service + "-1", "OUT_OF_SERVICE").is(200);
        await().untilAsserted(() -> assertThat(eventsOf(service))
                .anyMatch(event -> event.path("type").asString().equals("InstanceStatusChanged")));
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
    }

    @Test
    void anInstanceThatWasRegisteredBeforeItWasAnnouncedIsReadyToo() {
        String service = name("early");
        eureka.register(service, service + "-1", "STARTING").is(204);
        announce(service, service + "-1");
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("READY"));
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").json().path("managed")
                .asBoolean()).isTrue();
    }

    @Test
    void destroyTakesAnInstanceOutOfEurekaTrafficAndGoneEndsItsLease() {
        String service = name("drained");
        announce(service, service + "-1").is(201);
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("READY"));
        move(service, service + "-1", "RUN").is(200);
        move(service, service + "-1", "DESTROY").is(200);
        assertThat(eureka.statusOf(service, service + "-1")).isEqualTo("OUT_OF_SERVICE");
        assertThat(eureka.renew(service, service + "-1").status()).isEqualTo(200);
        assertThat(eureka.statusOf(service, service + "-1")).isEqualTo("OUT_OF_SERVICE");
        move(service, service + "-1", "GONE").is(200);
        assertThat(eureka.statusOf(service, service + "-1")).isEmpty();
        assertThat(state(service, service + "-1")).isEqualTo("GONE");
    }

    @Test
    void anEndedInstanceThatRegistersAgainStaysOutOfTraffic() {
        String service = name("zombie");
        announce(service, service + "-1").is(201);
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("READY"));
        move(service, service + "-1", "FAILED").is(200);
        assertThat(eureka.statusOf(service, service + "-1")).isEmpty();
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(eureka.statusOf(service, service + "-1")).isEqualTo("OUT_OF_SERVICE"));
        assertThat(state(service, service + "-1")).isEqualTo("FAILED");
        move(service, service + "-1", "READY").is(200);
        assertThat(eureka.statusOf(service, service + "-1")).isEqualTo("UP");
    }

    @Test
    void anInstanceThatReportsItselfDownHasFailedUntilItIsUpAgain() {
        String service = name("sick");
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        eureka.register(service, service + "-1", "DOWN").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("FAILED"));
        assertThat(eureka.renew(service, service + "-1").status()).isEqualTo(200);
        eureka.register(service, service + "-1", "UP").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        assertThat(lifecycle(service)).isEqualTo("RUN");
    }

    @Test
    void namesThatAreNoDnsLabelsAreServedToEurekaClientsAndEnteredWhereTheyCanBe() {
        String service = name("under") + "_score";
        eureka.register(service, "host:" + service + ":8080", "UP").is(204);
        String entered = service.replace('_', '-');
        await().untilAsserted(() -> assertThat(lifecycle(entered)).isEqualTo("RUN"));
        String unfit = "x".repeat(80);
        eureka.register(unfit, "one", "UP").is(204);
        assertThat(eureka.statusOf(unfit, "one")).isEqualTo("UP");
        viewer.get("/api/v1/services/" + unfit).is(400);
    }

    @Test
    void withoutThePasswordNobodyRegisters() {
        assertThat(anonymous.get("/eureka/apps").is(401).header("WWW-Authenticate")).startsWith("Basic");
        anonymous.basic("eureka", "wrong").get("/eureka/apps").is(401);
        admin.get("/eureka/apps").is(401);
    }

    @Test
    void rubbishIsTheClientsFault() {
        assertThat(eureka.registerRaw("rubbish", "{\"instance\":{}}").status()).isEqualTo(400);
        assertThat(eureka.registerRaw("rubbish", "{not json").status()).isBetween(400, 499);
        assertThat(eureka.registerRaw("rubbish", "x".repeat(3_000_000)).status()).isBetween(400, 499);
    }

    @Test
    void whoSaysOnlyWhatHeMustIsEnteredToo() {
        String service = name("terse");
        String body = """
                {"instance":{"instanceId":"%s-1","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1",
                 "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"}}}
                """.formatted(service, service.toUpperCase(Locale.ROOT));
        eureka.registerRaw(service, body).is(204);
        eureka.registerRaw(service, body).is(204);
        eureka.renew(service, service + "-1").is(200);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").text("version"))
                .isEqualTo("unknown");
        eureka.status(service, service + "-1", "OUT_OF_SERVICE").is(200);
    }

    @Test
    void xmlIsUnderstoodAndItsEntitiesAreNot() {
        String service = name("xml");
        var xml = anonymous.basic("eureka", "eureka-secret").with("Content-Type", "application/xml");
        String path = "/eureka/apps/" + service.toUpperCase(Locale.ROOT);
        String instance = """
                <instance><instanceId>%s-1</instanceId><app>%s</app><hostName>%s</hostName><ipAddr>127.0.0.1</ipAddr><vipAddress>x</vipAddress>
                <status>UP</status><port enabled="true">8080</port>
                <dataCenterInfo class="com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo"><name>MyOwn</name></dataCenterInfo></instance>
                """;
        String app = service.toUpperCase(Locale.ROOT);
        xml.post(path, instance.formatted(service, app, "localhost")).is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        String bomb = "<!DOCTYPE instance [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        for (String entity : List.of("&b;", "&f;")) {
            xml.post(path, bomb + instance.formatted(service + "x", app, entity));
            assertThat(eureka.apps().response().body()).doesNotContain("aaaaaaaaaaaaaaaaaaaa", "root:");
        }
    }
}
