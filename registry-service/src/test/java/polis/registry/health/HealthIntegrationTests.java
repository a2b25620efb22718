package polis.registry.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import polis.registry.Answer;
import polis.registry.RegistryScenario;
import polis.registry.selfcheck.LocalHealthMonitor;
import polis.registry.suspicion.LocalHealth;

@TestPropertySource(properties = {"polis.registry.health.interval=PT0.1S", "polis.registry.health.fast-interval=PT0.1S",
    "polis.registry.health.timeout=PT0.3S"})
class HealthIntegrationTests extends RegistryScenario {

    @Autowired
    private LocalHealthMonitor localHealth;

    @Autowired
    private MeterRegistry meters;
    private final AtomicInteger status = new AtomicInteger(503);
    private HttpServer instance;

    @BeforeEach
    void serve() throws IOException {
        instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        instance.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        instance.start();
    }

    @AfterEach
    void end() {
        instance.stop(0);
    }

    @Test
    void anInstanceRunsOnceItsHealthCheckPassesFailsWithItAndComesBackWithIt() {
        String service = name("checked");
        register(service, "1", url("/health")).is(204);
        await().untilAsserted(() -> assertThat(health(service, "1")).isEqualTo("FAILING"));
        assertThat(state(service, service + "-1")).isEqualTo("READY");
        assertThat(viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1").json().path("health")
                .path("detail").asString()).isEqualTo("HTTP 503.");

        status.set(200);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        assertThat(health(service, "1")).isEqualTo("PASSING");

        status.set(500);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("FAILED"));
        assertThat(lifecycle(service)).isEqualTo("FAILED");
        var last = viewer.get("/api/v1/services/" + service + "/instances/" + service + "-1/transitions").json()
                .path("items").path(0);
        assertThat(last.path("actor").asString()).isEqualTo("health-check");
        assertThat(last.path("reason").asString()).contains("HTTP 500");
        eureka.renew(service, service + "-1").is(200);

        status.set(200);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        eureka.cancel(service, service + "-1").is(200);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("GONE"));
        assertThat(health(service, "1")).isEmpty();
    }

    @Test
    void registeringAnewDoesNotMoveARunningInstanceBack() {
        String service = name("again");
        status.set(200);
        register(service, "1", url("/health")).is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        register(service, "1", url("/health?new")).is(204);
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
    }

    @Test
    void aHealthUrlThatIsNotServedIsNoReasonNotToRun() {
        String service = name("unserved");
        register(service, "1", url("/nothing")).is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        assertThat(health(service, "1")).isEqualTo("UNCHECKED");
    }

    @Test
    void aHealthUrlOfSomebodyElseIsNotAsked() {
        String service = name("stranger");
        register(service, "1", "http://169.254.169.254/latest/meta-data").is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        assertThat(health(service, "1")).isEqualTo("UNCHECKED");
    }

    @Test
    void ofAnAnnouncedInstanceTheHealthIsReportedAndNoMore() {
        String service = name("announced");
        announce(service, service + "-1").is(201);
        register(service, "1", url("/health")).is(204);
        await().untilAsserted(() -> assertThat(health(service, "1")).isEqualTo("FAILING"));
        assertThat(state(service, service + "-1")).isEqualTo("READY");
        move(service, service + "-1", "RUN").is(200);
        status.set(200);
        await().untilAsserted(() -> assertThat(health(service, "1")).isEqualTo("PASSING"));
        status.set(503);
        await().untilAsserted(() -> assertThat(health(service, "1")).isEqualTo("FAILING"));
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
    }

    @Test
    void aPortThatTakesConnectionsIsEnoughForTcp() {
        String service = name("tcp");
        register(service, "1", "tcp://localhost:" + instance.getAddress().getPort()).is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        assertThat(health(service, "1")).isEqualTo("PASSING");
    }

    @Test
    void manyThatHangDoNotHoldUpOneThatAnswers() {
        String slow = name("slow");
        instance.createContext("/slow", exchange -> await().until(() -> status.get() == 0));
        for (int i = 0; i < 100; i++) {
            register(slow, String.valueOf(i), url("/slow")).is(204);
        }
        status.set(200);
        String quick = name("quick");
        // Another name for the same machine: turns are given out by host.
        registerAt("127.0.0.1", quick, "1", "http://127.0.0.1:" + instance.getAddress().getPort() + "/health").is(204);
        await().untilAsserted(() -> assertThat(state(quick, quick + "-1")).isEqualTo("RUN"));
        status.set(0);
    }

    @Test
    void aCheckThatTimesOutTellsNothingWhileThisRegistryHearsBadly() {
        String service = name("hanging");
        status.set(200);
        instance.createContext("/hang", exchange -> {
            await().atMost(Duration.ofMinutes(1)).until(() -> status.get() != 0);
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        register(service, "1", url("/hang")).is(204);
        await().untilAsserted(() -> assertThat(state(service, service + "-1")).isEqualTo("RUN"));
        double before = unsure();
        localHealth.degraded(LocalHealth.Cause.LATE_REQUEST);
        status.set(0);
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            localHealth.degraded(LocalHealth.Cause.LATE_REQUEST);
            return unsure() >= before + 5;
        });
        assertThat(state(service, service + "-1")).isEqualTo("RUN");
        assertThat(health(service, "1")).isEqualTo("PASSING");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(state(service, service + "-1")).as("it hears well again").isEqualTo("FAILED"));
        status.set(200);
    }

    private double unsure() {
        return meters.counter("polis.registry.health.checks", "outcome", "unsure").count();
    }

    private String url(String path) {
        return "http://localhost:" + instance.getAddress().getPort() + path;
    }

    private String health(String service, String number) {
        return viewer.get("/api/v1/services/" + service + "/instances/" + service + "-" + number).json().path("health")
                .path("status").asString("");
    }

    private Answer register(String service, String number, String url) {
        return registerAt("localhost", service, number, url);
    }

    private Answer registerAt(String host, String service, String number, String url) {
        return eureka.registerRaw(service,
                """
                        {"instance":{"instanceId":"%s-%s","app":"%s","hostName":"%s","ipAddr":"127.0.0.1","vipAddress":"%s","status":"UP",
                         "port":{"$":20001,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                         "leaseInfo":{"renewalIntervalInSecs":30,"durationInSecs":90},"lastDirtyTimestamp":"%d",
                         "metadata":{"health-url":"%s"}}}
                        """
                        .formatted(service, number, service.toUpperCase(Locale.ROOT), host, service,
                                System.currentTimeMillis(), url));
    }
}
