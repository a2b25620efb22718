package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.gateway.RawConnection.Message;
import polis.postgres.test.TestDatabase;

/**
 * Clients that send too slowly, on both ports (RFC 9110, section 15.5.9), with an eighth of the stock patience.
 * Whatever only waits for time to pass does so side by side.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static RawInstance instance;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        versionset.services(1,
                "{\"u\":{\"routes\":[{\"path\":\"/u/**\"}]},\"ws\":{\"routes\":[{\"path\":\"/ws/**\",\"stripPrefix\":1}]},"
                        + "\"deaf\":{\"routes\":[{\"path\":\"/deaf/**\"}]}}");
        instance = new RawInstance(SlowClientsIntegrationTests::echo);
        registry.add("u", "only", instance.port(), "RUN");
        gateway = Gateway.start(database, registry, versionset, "--polis.gateway.clients.head-timeout=PT1.25S",
                "--polis.gateway.clients.body-grace=PT0.6S", "--polis.gateway.idle-timeout=PT4S");
        await().until(() -> gateway.get("/u/up").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        instance.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @BeforeEach
    void wellBehaved() {
        instance.script(SlowClientsIntegrationTests::echo);
        instance.received.clear();
    }

    private static boolean echo(Message request, RawConnection connection) throws IOException {
        connection.send(RawInstance.ok(request.body()));
        return true;
    }

    @Test
    void headThatDoesNotComeIsA408(CapturedOutput output) throws Exception {
        together(() -> halfAHead(true, ""), () -> halfAHead(false, ""),
                () -> halfAHead(true, "GET /u/x HTTP/1.1\r\nHo"), () -> halfAHead(false, "GET /"),
                () -> halfAHead(true, "GET /u/x HTTP/1.1\r\nHost: x\r\n"), () -> trickledHead(true),
                () -> trickledHead(false), this::connectionMayRestBetweenTwoRequestsButNotWithinTheSecond);
        assertThat(output).doesNotContain(" ERROR ");
    }

    private static void halfAHead(boolean traffic, String part) throws IOException {
        try (RawConnection client = connect(traffic)) {
            refused(client.send(part).answer());
            goesOn(client);
        }
    }

    private static void trickledHead(boolean traffic) throws IOException {
        try (RawConnection client = connect(traffic)) {
            assertThat(trickle(client, "GET /u/x HTTP/1.1\r\n" + "X-A: b\r\n".repeat(50))).isTrue();
        }
    }

    /** The second head on a connection is as slow, and what lies between the two is the idle time-out's. */
    private void connectionMayRestBetweenTwoRequestsButNotWithinTheSecond() throws IOException {
        try (RawConnection client = connect(true)) {
            assertThat(client.send("GET /u/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().status()).isEqualTo(200);
            assertThat(client.patience(2_500).closes()).isFalse();
            assertThat(client.send("GET /u/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().status()).isEqualTo(200);
            refused(client.patience(20_000).send("GET /u/x HTTP/1.1\r\n").answer());
        }
    }

    @Test
    void bodyThatDoesNotComeIsA408AndBrokenOffAtTheInstance(CapturedOutput output) throws Exception {
        together(() -> halfABody("POST", "Content-Length: 1000", ""),
                () -> halfABody("POST", "Transfer-Encoding: chunked", "5\r\nhel"),
                () -> halfABody("PUT", "Content-Length: 1000", "hello"),
                () -> halfABody("PUT", "Transfer-Encoding: chunked", "5\r\nhello\r\n"),
                () -> halfABody("PATCH", "Content-Length: 100000", "hello"), this::trickledBody,
                () -> halfABodyOfTheAdminPort("PUT /api/v1/upstreams/u/instances/only"),
                () -> halfABodyOfTheAdminPort("POST /bff/registry/api/v1/echo"));
        settled();
        assertThat(instance.received).filteredOn(Message::whole).isEmpty();
        assertThat(instance.received).hasSizeLessThanOrEqualTo(6);
        assertThat(output).doesNotContain(" ERROR ");
    }

    private static void halfABody(String method, String framing, String part) throws IOException {
        try (RawConnection client = connect(true)) {
            client.send(method + " /u/x HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n" + part);
            refused(client.answer());
            goesOn(client);
        }
    }

    private void trickledBody() throws IOException {
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
            assertThat(trickle(client, "a".repeat(1000))).isTrue();
        }
    }

    private static void halfABodyOfTheAdminPort(String line) throws IOException {
        try (RawConnection client = connect(false)) {
            client.send(line + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.DEPLOYER
                    + "\r\nX-Polis-Console: 1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            refused(client.answer());
            goesOn(client);
        }
    }

    @Test
    void brokenChunkOfTheAdminPortCompletesNothing(CapturedOutput output) throws Exception {
        try (RawConnection client = connect(false)) {
            client.send("PUT /api/v1/upstreams/u/instances/only HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + Tokens.DEPLOYER + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "c\r\n{\"weight\":0}\r\nZZ\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.closes()).isTrue();
        }
        assertThat(gateway.instance("u", "only").path("weight").asInt()).isEqualTo(100);
        assertThat(output).doesNotContain(" ERROR ");
    }

    @Test
    void whoeverIsNotToBlameIsNotRefused() throws Exception {
        TestInstance talker = new TestInstance("talker");
        DeafInstance deaf = new DeafInstance();
        try (talker; deaf) {
            registry.add("ws", "talker", talker.port(), "RUN");
            registry.add("deaf", "deaf", deaf.port(), "RUN");
            await().until(() -> gateway.get("/ws/x").statusCode() == 200 && deaf.known(gateway));
            together(this::bodyThatComesSteadilyPasses, this::slowInstanceIsNotItsClientsFault,
                    this::grpcMayBeSilentForAWhile, () -> clientMayBeSilentOnceTheAnswerHasBegun(talker),
                    this::webSocketMayBeSilentForLong, () -> instanceThatDoesNotReadIsToBlame(6_000_000),
                    () -> instanceThatDoesNotReadIsToBlame(30_000_000), this::clientThatStopsIsToBlame);
        } finally {
            registry.gone("ws", "talker");
            registry.gone("deaf", "deaf");
        }
    }

    /** 500 octets in each tenth of a second are well above 240 a second, for longer than the grace. */
    private void bodyThatComesSteadilyPasses() throws IOException {
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n").patience(100);
            for (int i = 0; i < 20; i++) {
                client.send("a".repeat(500));
                if (i < 19) {
                    assertThat(client.closes()).isFalse();
                }
            }
            assertThat(client.patience(20_000).answer().body()).hasSize(10_000);
        }
    }

    private void slowInstanceIsNotItsClientsFault() throws IOException {
        CountDownLatch patient = new CountDownLatch(1);
        instance.script((request, connection) -> {
            if (request.first().contains("/u/slow")) {
                assertThat(patient.await(20, TimeUnit.SECONDS)).isTrue();
            }
            return echo(request, connection);
        });
        try (RawConnection client = connect(true)) {
            client.send("POST /u/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.patience(2_000).closes()).isFalse();
            patient.countDown();
            assertThat(client.patience(20_000).answer().body()).isEqualTo("hello");
        }
    }

    private void grpcMayBeSilentForAWhile() throws IOException {
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc-web+proto\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            assertThat(client.patience(2_500).closes()).isFalse();
            assertThat(client.send("0\r\n\r\n").patience(20_000).answer().body()).isEqualTo("hello");
        }
    }

    /** The instance answers while it reads, as one does that talks both ways. */
    private void clientMayBeSilentOnceTheAnswerHasBegun(TestInstance talker) throws IOException {
        try (RawConnection client = connect(true)) {
            client.send("POST /ws/stream HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello");
            assertThat(client.octets(12)).isEqualTo("HTTP/1.1 200");
            assertThat(client.until("part0\n")).isTrue();
            assertThat(client.patience(2_500).closes()).isFalse();
            talker.stream("part1");
            assertThat(client.patience(20_000).until("part1\n")).isTrue();
        }
    }

    private void webSocketMayBeSilentForLong() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = gateway.http().newWebSocketBuilder()
                .buildAsync(java.net.URI.create("ws://127.0.0.1:" + gateway.trafficPort() + "/ws/socket"),
                        new WebSocket.Listener() {

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                received.complete(data.toString());
                                return null;
                            }

                            @Override
                            public void onError(WebSocket from, Throwable error) {
                                received.completeExceptionally(error);
                            }
                        })
                .get(10, TimeUnit.SECONDS);
        await().during(Duration.ofMillis(2_500)).atMost(Duration.ofSeconds(10)).until(() -> !received.isDone());
        socket.sendText("hello", true);
        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("talker:hello");
    }

    /** Returns whether the gateway could take all of the body from its client, or the client waits for it. */
    private void instanceThatDoesNotReadIsToBlame(int length) throws IOException {
        try (RawConnection client = connect(true)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    client.send("POST /deaf/x HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n"
                            + "a".repeat(length));
                } catch (IOException reset) {
                    throw new UncheckedIOException(reset);
                }
            }, Thread::startVirtualThread);
            Message answer = client.answer();
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body()).contains("problems/upstream-timeout");
            assertThat(sent).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    /** Also one that may be slow. */
    private void clientThatStopsIsToBlame() throws IOException {
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            assertThat(client.answer().status()).isEqualTo(408);
        }
    }

    /** Accepts connections and never reads. */
    private static final class DeafInstance implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));

        private final List<Socket> open = new CopyOnWriteArrayList<>();

        private DeafInstance() throws IOException {
            server.setReceiveBufferSize(16 * 1024);
            Thread.startVirtualThread(() -> {
                try {
                    while (true) {
                        open.add(server.accept());
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        boolean known(Gateway gateway) {
            return gateway.instance("deaf", "deaf").path("weight").asInt() > 0;
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private interface Case {
        void run() throws Exception;
    }

    private static void together(Case... cases) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Case each : cases) {
                running.add(threads.submit(() -> {
                    each.run();
                    return null;
                }));
            }
            assertAll(running.stream().map(each -> each::get));
        }
    }

    /** What a client sends behind its answer meets no reset, which could take the answer from it. */
    private static void goesOn(RawConnection client) throws IOException {
        for (int i = 0; i < 3; i++) {
            client.send("more");
        }
        assertThat(client.ends()).isTrue();
        client.send("and more");
    }

    /** Sends octet by octet, ten a second, until the other side has had enough; returns whether it answered 408. */
    private static boolean trickle(RawConnection client, String octets) throws IOException {
        client.patience(100);
        for (int i = 0; i < octets.length(); i++) {
            client.send(octets.substring(i, i + 1));
            if (client.speaks()) {
                return client.patience(10_000).answer().status() == 408;
            }
        }
        return false;
    }

    private static void refused(Message answer) {
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("problems/request-timeout");
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    private static RawConnection connect(boolean traffic) throws IOException {
        return RawConnection.to(traffic ? gateway.trafficPort() : gateway.adminPort());
    }

    private static void settled() {
        await().until(() -> gateway.instance("u", "only").path("inFlight").asInt() == 0);
        await().until(() -> instance.reading() == 0);
    }
}
