package polis.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.PortType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import polis.address.AddressPolicy;
import polis.address.AddressSettings;
import polis.address.NameService;
import polis.registry.suspicion.ProbeResult;

class LivenessProbeTests {

    private final LivenessProbe probe = new LivenessProbe(settings(true), POLICY);

    private static final AddressPolicy POLICY = new AddressPolicy(AddressSettings.STANDARD, NameService.SYSTEM);

    private interface Behaviour {

        void answer(Socket socket) throws IOException;
    }

    @Test
    void anyHttpAnswerIsLife() throws IOException {
        try (var server = listen(socket -> {
            socket.getInputStream().read(new byte[1024]);
            socket.getOutputStream()
                    .write("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(ask(at(server, "/health"))).isInstanceOf(ProbeResult.Answered.class);
        }
    }

    @Test
    void whereNoHealthUrlIsStatedAConnectionIsLife() throws IOException {
        try (var server = listen(Socket::close)) {
            assertThat(ask(at(server, null))).isInstanceOf(ProbeResult.Answered.class);
        }
    }

    @Test
    void whereNobodyListensTheHostRefuses() throws IOException {
        int port;
        try (var server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        assertThat(ask(info(port, "/health"))).isInstanceOf(ProbeResult.Refused.class);
        assertThat(ask(info(port, null))).isInstanceOf(ProbeResult.Refused.class);
    }

    @Test
    void whereOnlyThePortOfItsHealthIsClosedItsOwnPortCounts() throws IOException {
        int closed;
        try (var server = new ServerSocket(0)) {
            closed = server.getLocalPort();
        }
        try (var server = listen(Socket::close)) {
            var info = builder(server.getLocalPort())
                    .setHealthCheckUrls(null, "http://127.0.0.1:" + closed + "/health", null).build();
            assertThat(ask(info)).isInstanceOf(ProbeResult.Answered.class);
        }
    }

    @Test
    void whoTakesTheQuestionAndSaysNothingIsSilent() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(ask(at(server, "/health"))).isInstanceOf(ProbeResult.Silent.class);
        }
    }

    @Test
    void whoHasNoPortCannotBeAsked() {
        var info = builder(7_000).enablePort(PortType.UNSECURE, false).enablePort(PortType.SECURE, false).build();
        assertThat(ask(info)).isInstanceOf(ProbeResult.NothingToAsk.class);
    }

    @Test
    void whatMayNotBeAskedForItsHealthIsNotAskedForItsLife() {
        var info = builder(80).setIPAddr("169.254.169.254").setHostName("169.254.169.254")
                .setHealthCheckUrls(null, "http://169.254.169.254/latest", null).build();
        assertThat(ask(info)).isInstanceOf(ProbeResult.NothingToAsk.class);
    }

    @Test
    void whereChecksAreOffNobodyIsAsked() throws IOException {
        try (var server = listen(Socket::close)) {
            assertThat(new LivenessProbe(settings(false), POLICY).ask(at(server, null), 500))
                    .isInstanceOf(ProbeResult.NothingToAsk.class);
        }
    }

    private ProbeResult ask(InstanceInfo info) {
        return probe.ask(info, 500);
    }

    private static InstanceInfo at(ServerSocket server, String path) {
        return info(server.getLocalPort(), path);
    }

    private static InstanceInfo info(int port, String path) {
        UnaryOperator<InstanceInfo.Builder> health = path == null
                ? UnaryOperator.identity()
                : builder -> builder.setHealthCheckUrls(null, "http://127.0.0.1:" + port + path, null);
        return health.apply(builder(port)).build();
    }

    private static InstanceInfo.Builder builder(int port) {
        return InstanceInfo.Builder.newBuilder().setAppName("CART").setInstanceId("a").setHostName("localhost")
                .setIPAddr("127.0.0.1").setPort(port);
    }

    private static ServerSocket listen(Behaviour behaviour) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    behaviour.answer(socket);
                } catch (IOException closed) {
                    // The test is over, or the question.
                }
            }
        });
        return server;
    }

    private static HealthSettings settings(boolean enabled) {
        return new HealthSettings(enabled, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 3,
                0.2, Duration.ofMinutes(5), 1000, 16, DataSize.ofKilobytes(64), null);
    }
}
