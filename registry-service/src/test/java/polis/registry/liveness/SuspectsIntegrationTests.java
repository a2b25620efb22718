package polis.registry.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;

/** Instances that do not renew, as everybody sees them. */
class SuspectsIntegrationTests extends RegistryScenario {

    @Test
    void whoListensAndDoesNotRenewStaysListedAndMarkedUntilItRenewsOrIsGone() throws IOException {
        String service = name("suspect");
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            register(service, listener.getLocalPort());
            await().atMost(Duration.ofSeconds(30)).until(() -> state(service, "one").equals("RUN"));
            await().atMost(Duration.ofSeconds(30)).until(() -> finding(service) != null);
            assertThat(finding(service).path("explanation").asString())
                    .startsWith("Instances of " + service + " that did not renew in time: 1.");
            assertThat(instance(service).path("suspectSince").asString("")).isNotEmpty();
            assertThat(instance(service).path("state").asString()).isEqualTo("RUN");
            assertThat(eureka.statusOf(service, "one")).isEqualTo("UP");

            eureka.renew(service, "one").is(200);
            assertThat(instance(service).path("suspectSince").asString("")).isEmpty();
            await().atMost(Duration.ofSeconds(30)).until(() -> finding(service) != null);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> state(service, "one").equals("GONE"));
        assertThat(instance(service).path("endReason").asString())
                .isEqualTo("Its lease expired: no renewal for 2 s, and it does not answer when it is asked.");
        eureka.renew(service, "one").is(404);
        assertThat(finding(service)).isNull();
    }

    @Test
    void whatThisNodeHearsAndAsksIsMeasured() {
        for (String meter : List.of("local.health", "suspects", "local.health.late?tag=of:look",
                "local.health.late?tag=of:request")) {
            admin.get("/actuator/metrics/polis.registry." + meter).is(200);
        }
    }

    private void register(String service, int port) {
        eureka.registerRaw(service,
                """
                        {"instance":{"instanceId":"one","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","status":"UP",
                         "port":{"$":%d,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                         "leaseInfo":{"renewalIntervalInSecs":1,"durationInSecs":2}}}
                        """
                        .formatted(service.toUpperCase(Locale.ROOT), service, port))
                .is(204);
    }

    private JsonNode instance(String service) {
        return viewer.get("/api/v1/services/" + service + "/instances/one").is(200).json();
    }

    /** Null where there is none. */
    private JsonNode finding(String service) {
        return viewer.get("/api/v1/findings?kind=SUSPECT_INSTANCES&service=" + service).is(200).json().path("items")
                .get(0);
    }
}
