package polis.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTests {

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;
    private Traffic traffic;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/shop/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            int number = served.getAndIncrement();
            exchange.getResponseHeaders().add("X-Shop-Instance", "storefront-" + number % 2);
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        traffic = new Traffic(URI.create("http://localhost:" + server.getAddress().getPort()), 100);
    }

    @AfterEach
    void stop() {
        traffic.close();
        server.stop(0);
    }

    @Test
    void everyAnswerIsCountedAndSharedOutByInstance() {
        TrafficCheck check = new TrafficCheck(traffic);
        traffic.start();
        await().until(() -> traffic.answered() >= 40);
        assertThat(check.nothingFailed()).contains("none failed");
        assertThat(traffic.byInstance()).containsOnlyKeys("storefront-0", "storefront-1");
    }

    @Test
    void everyFailureIsCountedFromItsMomentOn() {
        traffic.start();
        await().until(() -> traffic.answered() >= 10);
        TrafficCheck check = new TrafficCheck(traffic);
        status.set(503);
        await().until(() -> traffic.lostSince(Instant.EPOCH).size() >= 5);
        status.set(200);
        assertThatThrownBy(check::nothingFailed).isInstanceOf(StepFailed.class).hasMessageContaining("503");
        Instant settled = Instant.now().plusMillis(50);
        long answered = traffic.answered();
        await().until(() -> traffic.answered() > answered + 10);
        assertThat(traffic.lostSince(settled)).isEmpty();
    }

    @Test
    void onlyWhatFailedWhileAKilledProcessHadItIsExcused() {
        traffic.start();
        await().until(() -> traffic.answered() >= 10);
        Instant killed = Instant.now();
        status.set(503);
        await().until(() -> traffic.lostSince(Instant.EPOCH).size() >= 5);
        status.set(200);
        assertThat(traffic.unexcused()).isNotEmpty();
        long answered = traffic.answered();
        await().until(() -> traffic.answered() > answered + 10);
        Instant settled = Instant.now();
        traffic.excuse(killed, settled);
        assertThat(traffic.unexcused()).isEmpty();

        status.set(503);
        await().until(() -> !traffic.unexcused().isEmpty());
        assertThat(traffic.unexcused()).allMatch(request -> !request.sent().isBefore(settled));
    }

    @Test
    void aShutDoorIsAFailureTooAndNoTrafficIsNoProof() {
        TrafficCheck check = new TrafficCheck(traffic);
        assertThatThrownBy(check::nothingFailed).hasMessageContaining("no traffic");
        server.stop(0);
        traffic.start();
        await().until(() -> traffic.lostSince(Instant.EPOCH).size() >= 5);
        assertThat(traffic.answered()).isZero();
    }

    @Test
    void statesMayPassOthersOnTheirWayButNotInAnotherOrder() {
        assertThat(Lifecycle.passes(List.of("UPDATE", "ROLLBACK", "RUN"), List.of("ROLLBACK", "RUN"))).isTrue();
        assertThat(Lifecycle.passes(List.of("RUN", "ROLLBACK"), List.of("ROLLBACK", "RUN"))).isFalse();
    }
}
