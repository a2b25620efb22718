package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.gateway.RawConnection.Message;
import polis.postgres.test.TestDatabase;

/** Clients that send too slowly, on both ports (RFC 9110, section 15.5.9), with an eighth of the stock patience. */
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsIntegrationTests {

    private static final TestDatabase DATABASE = TestDatabase.create("gateway");

    private static final StubRegistry REGISTRY = new StubRegistry();

    private static final StubVersionset VERSIONSET = new StubVersionset();

    private static RawInstance instance;

    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        VERSIONSET.services(1,
                "{\"u\":{\"routes\":[{\"path\":\"/u/**\"}]},\"ws\":{\"routes\":[{\"path\":\"/ws/**\",\"stripPrefix\":1}]}}");
        instance = new RawInstance(SlowClientsIntegrationTests::echo);
        REGISTRY.add("u", "only", instance.port(), "RUN");
        gateway = Gateway.start(DATABASE, REGISTRY, VERSIONSET, "--polis.gateway.clients.head-timeout=PT1.25S",
                "--polis.gateway.clients.body-grace=PT0.6S");
        await().until(() -> gateway.get("/u/up").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        instance.close();
        REGISTRY.close();
        VERSIONSET.close();
        DATABASE.close();
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

    @ParameterizedTest
    @CsvSource({"true, ''", "false, ''", "true, 'GET /u/x HTTP/1.1\r\nHo'", "false, 'GET /'",
        "true, 'GET /u/x HTTP/1.1\r\nHost: x\r\n'"})
    void headThatDoesNotComeIsA408(boolean traffic, String part, CapturedOutput output) throws Exception {
        try (RawConnection client = connect(traffic)) {
            refused(client.send(part).answer());
            assertThat(client.closes()).isTrue();
        }
        assertThat(output).doesNotContain(" ERROR ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void headThatComesOctetByOctetIsA408(boolean traffic) throws Exception {
        try (RawConnection client = connect(traffic)) {
            assertThat(trickle(client, "GET /u/x HTTP/1.1\r\n" + "X-A: b\r\n".repeat(50))).isTrue();
        }
    }

    /** The second head on a connection is as slow, and what lies between the two is the idle time-out's. */
    @Test
    void connectionMayRestBetweenTwoRequestsButNotWithinTheSecond() throws Exception {
        try (RawConnection client = connect(true)) {
            assertThat(client.send("GET /u/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().status()).isEqualTo(200);
            assertThat(client.patience(2_500).closes()).isFalse();
            assertThat(client.send("GET /u/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().status()).isEqualTo(200);
            refused(client.patience(20_000).send("GET /u/x HTTP/1.1\r\n").answer());
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 'Content-Length: 1000', ''", "POST, 'Transfer-Encoding: chunked', '5\r\nhel'",
        "PUT, 'Content-Length: 1000', 'hello'", "PUT, 'Transfer-Encoding: chunked', '5\r\nhello\r\n'",
        "PATCH, 'Content-Length: 100000', 'hello'"})
    void bodyThatDoesNotComeIsA408AndBrokenOffAtTheInstance(String method, String framing, String part,
            CapturedOutput output) throws Exception {
        try (RawConnection client = connect(true)) {
            client.send(method + " /u/x HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n" + part);

            refused(client.answer());
            assertThat(client.closes()).isTrue();
        }
        settled();
        assertThat(instance.received).filteredOn(Message::whole).isEmpty();
        assertThat(instance.received).hasSizeLessThanOrEqualTo(1);
        assertThat(output).doesNotContain(" ERROR ");
    }

    @Test
    void bodyThatComesOctetByOctetIsA408() throws Exception {
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
            assertThat(trickle(client, "a".repeat(1000))).isTrue();
        }
        settled();
        assertThat(instance.received).filteredOn(Message::whole).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PUT, /api/v1/upstreams/u/instances/only", "POST, /bff/registry/api/v1/echo"})
    void bodyThatDoesNotComeIsA408OnTheAdminPort(String method, String path, CapturedOutput output) throws Exception {
        try (RawConnection client = connect(false)) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.DEPLOYER
                    + "\r\nX-Polis-Console: 1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            refused(client.answer());
            assertThat(client.closes()).isTrue();
        }
        assertThat(output).doesNotContain(" ERROR ");
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

    /** 500 octets in each tenth of a second are well above 240 a second, for longer than the grace. */
    @Test
    void bodyThatComesSteadilyPasses() throws Exception {
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

    @Test
    void slowInstanceIsNotItsClientsFault() throws Exception {
        CountDownLatch patient = new CountDownLatch(1);
        instance.script((request, connection) -> {
            assertThat(patient.await(20, TimeUnit.SECONDS)).isTrue();
            return echo(request, connection);
        });
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.patience(2_000).closes()).isFalse();
            patient.countDown();
            assertThat(client.patience(20_000).answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void grpcMayBeSilentForLong() throws Exception {
        try (RawConnection client = connect(true)) {
            client.send("POST /u/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc-web+proto\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            assertThat(client.patience(2_500).closes()).isFalse();
            assertThat(client.send("0\r\n\r\n").patience(20_000).answer().body()).isEqualTo("hello");
        }
    }

    /** The instance answers while it reads, as one does that talks both ways. */
    @Test
    void clientMayBeSilentOnceTheAnswerHasBegun() throws Exception {
        TestInstance early = new TestInstance("early");
        try (early; RawConnection client = connect(true)) {
            REGISTRY.add("ws", "early", early.port(), "RUN");
            await().until(() -> gateway.get("/ws/x").statusCode() == 200);
            client.send("POST /ws/stream HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello");
            assertThat(client.octets(12)).isEqualTo("HTTP/1.1 200");
            assertThat(client.until("part0\n")).isTrue();
            assertThat(client.patience(2_500).closes()).isFalse();
            early.stream("part1");
            assertThat(client.patience(20_000).until("part1\n")).isTrue();
        } finally {
            REGISTRY.gone("ws", "early");
        }
    }

    @Test
    void webSocketMayBeSilentForLong() throws Exception {
        try (TestInstance talker = new TestInstance("talker")) {
            REGISTRY.add("ws", "talker", talker.port(), "RUN");
            await().until(() -> gateway.get("/ws/x").statusCode() == 200);
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
        } finally {
            REGISTRY.gone("ws", "talker");
        }
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
