package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.gateway.RawConnection.Message;
import polis.postgres.test.TestDatabase;

/** One request, one answer, each whole or broken off: on raw sockets, each case with the section that it is from. */
@ExtendWith(OutputCaptureExtension.class)
class ExchangeIntegrationTests {

    private static final String STRANGER = "127.0.0.2";
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
        versionset.services(1, "{\"u\":{\"routes\":[{\"path\":\"/u/**\"}]}}");
        instance = new RawInstance(ExchangeIntegrationTests::echo);
        registry.add("u", "only", instance.port(), "RUN");
        gateway = Gateway.start(database, registry, versionset, "--polis.gateway.trusted-proxies=127.0.0.1",
                "--polis.gateway.try-timeout=PT5S", "--polis.gateway.total-timeout=PT8S");
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
        instance.script(ExchangeIntegrationTests::echo);
        instance.received.clear();
    }

    private static boolean echo(Message request, RawConnection connection) throws IOException {
        connection.send(RawInstance.ok(request.head() + "\n\n" + request.body()));
        return true;
    }

    // Table 1, 8 to 11: what is no whole body.

    static Stream<String> badChunks() {
        return Stream.of("-5\r\nhello\r\n", "0x5\r\nhello\r\n", "11111111111111111\r\nhello\r\n", "\r\nhello\r\n",
                "5 \r\nhello\r\n", "5\nhello\r\n", "5\r\nhello!!\r\n", "5\r\nhel\r\n0\r\n\r\n", "5\r\nhello\r\nZZ\r\n",
                "5\r\nhello\r\n5;x=" + "a".repeat(70_000) + "\r\nhello\r\n",
                "5;x=" + "a".repeat(70_000) + "\r\nhello\r\n");
    }

    @ParameterizedTest(name = "9112 7.1, 8: case {index}")
    @MethodSource("badChunks")
    void badChunkIsA400AndNoEndForTheInstance(String chunks) throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
                client.send(method + " /u/upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);

                Message answer = client.answer();
                assertThat(answer.status()).isIn(400, 413);
                assertThat(client.closes()).isTrue();
            }
        }
        settled();
        assertThat(instance.received).filteredOn(Message::whole).isEmpty();
        assertThat(instance.received).hasSizeLessThanOrEqualTo(3);
    }

    /** The first answer is still on its way when the second request turns out to be none. */
    @Test
    void badChunkBehindAnUnansweredRequestIsA400OfItsOwn() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        instance.script((request, connection) -> {
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
            return echo(request, connection);
        });
        try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
            client.send("GET /u/first HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /u/second HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\n");
            await().until(() -> inFlight() == 1);
            answered.countDown();

            assertThat(client.answer().status()).isEqualTo(200);
            Message second = client.answer();
            assertThat(second.status()).isEqualTo(400);
            assertThat(second.header("Connection")).isEqualTo("close");
            assertThat(client.ends()).isTrue();
        }
        settled();
        assertThat(instance.received).filteredOn(Message::whole).extracting(Message::first)
                .containsExactly("GET /u/first HTTP/1.1");
    }

    static Stream<Arguments> refusals() {
        String post = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000000\r\n\r\n";
        return Stream.of(
                arguments(400,
                        "POST /u/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\n"),
                arguments(400, "GET /u/x HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n"),
                arguments(400, "GET /u/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
                arguments(414, "GET /u/" + "a".repeat(70_000)),
                arguments(431, "GET /u/x HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(40_000)),
                arguments(405, "TRACE /u/x" + post), arguments(404, "POST /nowhere" + post),
                arguments(200, "GET /u/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    }

    /** A reset for what comes behind the answer could take the answer from its client. */
    @ParameterizedTest(name = "9112 9.6: {0}, case {index}")
    @MethodSource("refusals")
    void answerIsNotLostToAClientThatGoesOnSending(int status, String request) throws Exception {
        try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAll(client, request),
                    Thread::startVirtualThread);

            Message answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.whole()).isTrue();
            assertThat(client.ends()).isTrue();
            assertThat(sent).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static void sendAll(RawConnection client, String request) {
        try {
            client.send(request + "a".repeat(3_000_000));
        } catch (IOException reset) {
            throw new UncheckedIOException(reset);
        }
    }

    @ParameterizedTest(name = "9112 8: {0}, {1}")
    @CsvSource({"POST, Content-Length: 10, hello, fin", "POST, Content-Length: 10, hello, rst",
        "PUT, Content-Length: 100000, hello, fin", "PUT, Content-Length: 10, hello, fin",
        "POST, Transfer-Encoding: chunked, '5\r\nhello\r\n', fin",
        "POST, Transfer-Encoding: chunked, '5\r\nhello\r\n', rst",
        "PATCH, Transfer-Encoding: chunked, '5\r\nhel', fin"})
    void clientThatLeavesCompletesNothing(String method, String framing, String part, String how, CapturedOutput output)
            throws Exception {
        int before = output.length();
        for (int i = 0; i < 5; i++) {
            RawConnection client = RawConnection.to(gateway.trafficPort());
            client.send(method + " /u/upload HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n" + part);
            if (i % 2 == 0) {
                await().until(() -> inFlight() > 0);
            }
            if (how.equals("rst")) {
                client.reset();
            } else {
                client.finish();
                assertThat(client.closes()).isTrue();
                client.close();
            }
            settled();
        }
        assertThat(instance.received).filteredOn(Message::whole).isEmpty();
        assertThat(instance.received).hasSizeLessThanOrEqualTo(5);
        assertThat(output.toString().substring(before)).doesNotContain(" ERROR ").doesNotContain(" WARN ");
    }

    // Table 1, 14 and 15.

    @ParameterizedTest(name = "9110 9.3.6, 9.3.8: {0}")
    @ValueSource(strings = {"CONNECT /u/x", "CONNECT host.test:443", "CONNECT [::1]:443",
        "CONNECT http://host.test/u/x", "CONNECT *", "CONNECT host.test", "TRACE /u/x", "TRACE http://host.test/u/x",
        "TRACE *", "TRACE host.test:443", "CONNECT 127.0.0.1:99999", "TRACE /nowhere"})
    void tunnelsAndEchoesAreRefused(String line) throws Exception {
        try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
            client.send(line + " HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nMax-Forwards: 0\r\n\r\n");

            Message answer = client.answer();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("GET", "POST").doesNotContain("TRACE", "CONNECT");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("problems/method-not-allowed").doesNotContain("secret");
        }
        assertThat(instance.received).isEmpty();
    }

    // Table 1, 26.

    @ParameterizedTest(name = "9112 9.3.2, 9.6: {0}")
    @ValueSource(strings = {"/u/x", "/nowhere"})
    void lastRequestOfAPipelineIsAnsweredToo(String path) throws Exception {
        for (int i = 0; i < 20; i++) {
            try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n" + "GET " + path
                        + " HTTP/1.1\r\nHost: x\r\nConnection: X-Mine, close\r\nX-Mine: 1\r\n\r\n"
                        + "GET /u/behind HTTP/1.1\r\nHost: x\r\n\r\n");
                Message first = client.answer();
                assertThat(first.header("Connection")).isNotEqualTo("close");
                Message last = client.answer();
                assertThat(last.status()).isEqualTo(first.status());
                assertThat(last.header("Connection")).isEqualTo("close");
                assertThat(last.body().toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-mine");
                assertThat(client.closes()).isTrue();
            }
        }
        assertThat(instance.received).noneMatch(request -> request.first().contains("behind"));
    }

    // Table 1, 30 and 32.

    @Test
    void allLinesOfATrustedProxyArePassedOnInOrder() throws Exception {
        String seen = seen("127.0.0.1",
                "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 203.0.113.7\r\n"
                        + "X-Forwarded-Host: evil.test\r\nX-Forwarded-Host: good.test\r\nX-Real-IP: 203.0.113.7\r\n"
                        + "X-Forwarded-Ssl: on\r\nX_Forwarded_For: 6.6.6.6\r\nProxy: http://evil.test\r\n");

        assertThat(seen).contains("x-forwarded-for: 6.6.6.6, 203.0.113.7, 127.0.0.1\n", "x-forwarded-host: good.test\n",
                "x-real-ip: 203.0.113.7\n", "x-forwarded-ssl: on\n");
        assertThat(seen).doesNotContain("x_forwarded_for", "evil.test");
    }

    @ParameterizedTest(name = "9110 7.6: {0}")
    @ValueSource(strings = {"X-Real-IP", "X_Forwarded_For", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Ssl",
        "True-Client-IP", "Proxy", "Forwarded", "X-Forwarded-For", "X-Forwarded-Server", "x-real-ip", "X_Real_IP"})
    void strangersSpeakForNobody(String name) throws Exception {
        String seen = seen(STRANGER, name + ": 6.6.6.6\r\n" + name + ": 6.6.6.7\r\nX-Kept: 1\r\n");

        assertThat(seen).contains("x-kept: 1", "x-forwarded-for: " + STRANGER + "\n").doesNotContain("6.6.6.6")
                .doesNotContain("6.6.6.7");
    }

    private static String seen(String from, String headers) throws Exception {
        try (RawConnection client = new RawConnection(
                new Socket("127.0.0.1", gateway.trafficPort(), InetAddress.ofLiteral(from), 0))) {
            client.send("GET /u/x HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
            return client.answer().body().toLowerCase(java.util.Locale.ROOT);
        }
    }

    // Table 2, 1 and 2: interim answers.

    @ParameterizedTest(name = "9110 15.2: {0}")
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "199 Whatever"})
    void interimAnswerIsNotTheAnswerAndLendsItsConnectionToNobody(String interim) throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        instance.script((request, connection) -> {
            if (request.first().contains("/u/first")) {
                connection.send("HTTP/1.1 " + interim + "\r\nLink: </style.css>\r\n\r\n");
                sent.countDown();
                assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
                connection.send("HTTP/1.1 200 OK\r\nSet-Cookie: session=first\r\nContent-Length: 5\r\n\r\nfirst");
                return true;
            }
            return echo(request, connection);
        });
        try (RawConnection first = RawConnection.to(gateway.trafficPort())) {
            first.send("GET /u/first HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 20; i++) {
                try (RawConnection second = RawConnection.to(gateway.trafficPort())) {
                    Message answer = second.patience(4_000).send("GET /u/second" + i + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer();
                    assertThat(answer.body()).contains("/u/second" + i + " ");
                    assertThat(answer.header("Set-Cookie")).isEmpty();
                }
            }
            others.countDown();
            Message answer = first.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("first");
            assertThat(answer.header("Set-Cookie")).isEqualTo("session=first");
        }
    }

    @ParameterizedTest(name = "9110 15.2: {1} times {0}")
    @CsvSource({"102, 3", "100, 5", "103, 1000", "150, 2"})
    void anyNumberOfInterimAnswersIsDropped(int status, int count) throws Exception {
        instance.script((request, connection) -> {
            connection.send(
                    ("HTTP/1.1 " + status + " Interim\r\nX-Interim: 1\r\n\r\n").repeat(count) + RawInstance.ok("mine"));
            return true;
        });
        for (int i = 0; i < 3; i++) {
            Message answer = ask("GET /u/x");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("mine");
            assertThat(answer.header("X-Interim")).isEmpty();
        }
    }

    // Table 2, 3, 5, 6, 8, 10: what nobody asked for.

    @ParameterizedTest(name = "9110 15.2.2: {0}")
    @ValueSource(strings = {"GET", "POST"})
    void upgradeThatNobodyAskedForIsA502(String method) throws Exception {
        instance.script((request, connection) -> {
            if (request.first().contains("/u/upgrade")) {
                connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: any\r\nConnection: Upgrade\r\n\r\n"
                        + RawInstance.ok("another's"));
                return true;
            }
            return echo(request, connection);
        });
        Message answer = ask(method + " /u/upgrade");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("problems/upstream-invalid");
        for (int i = 0; i < 3; i++) {
            assertThat(ask("GET /u/next" + i).body()).contains("/u/next" + i + " ");
        }
        assertThat(instance.received).filteredOn(request -> request.first().contains("/u/upgrade")).hasSize(1);
    }

    static Stream<String[]> surplus() {
        return Stream.of(
                new String[] {"9112 6.3", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and 14 more.", "hello"},
                new String[] {"9112 6.3", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloX", "hello"},
                new String[] {"9112 6.3", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello\r\n", "hello"},
                new String[] {"9112 9.2", RawInstance.ok("hello") + RawInstance.ok("second"), "hello"},
                new String[] {"9112 9.2", RawInstance.ok("") + RawInstance.ok("second"), ""},
                new String[] {"9112 9.2",
                    RawInstance.ok("hello") + "HTTP/1.1 103 Early Hints\r\n\r\n" + RawInstance.ok("second"), "hello"},
                new String[] {"9112 7.1",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n5", "hello"},
                new String[] {"9112 6.3", "HTTP/1.1 204 No Content\r\n\r\nhello", ""},
                new String[] {"9112 6.3", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello", ""});
    }

    @ParameterizedTest(name = "{0}: case {index}")
    @MethodSource("surplus")
    void whatStandsBehindAnAnswerReachesNobody(String section, String answered, String body) throws Exception {
        instance.script((request, connection) -> {
            if (request.first().contains("/u/surplus")) {
                connection.send(answered);
                return true;
            }
            return echo(request, connection);
        });
        for (int i = 0; i < 5; i++) {
            Message answer = ask("GET /u/surplus");
            assertThat(answer.body()).as(section).isEqualTo(body);
            assertThat(answer.whole()).isTrue();
            assertThat(ask("POST /u/next" + i).body()).as(section).contains("POST /u/next" + i + " ");
        }
    }

    @Test
    void answerToHeadHasNoBodyAndWhatComesInsteadReachesNobody() throws Exception {
        instance.script((request, connection) -> {
            if (request.first().contains("/u/head")) {
                connection.send(RawInstance.ok("hello"));
                return true;
            }
            return echo(request, connection);
        });
        for (int i = 0; i < 5; i++) {
            try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
                client.send("HEAD /u/head HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(200);
            }
            assertThat(ask("GET /u/next" + i).body()).contains("/u/next" + i + " ");
        }
    }

    /** The octets are in the gateway's socket before the next request is even written: they cannot be its answer. */
    @ParameterizedTest(name = "9112 9.2: case {index}")
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond", "X",
        "HTTP/1.1 408 Request Timeout\r\n\r\n"})
    void whatComesLaterWithoutARequestReachesNobody(String late) throws Exception {
        for (int i = 0; i < 50; i++) {
            CountDownLatch answered = new CountDownLatch(1);
            CountDownLatch sent = new CountDownLatch(1);
            instance.script((request, connection) -> {
                if (request.first().contains("/u/late")) {
                    connection.send(RawInstance.ok("hello"));
                    assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
                    connection.send(late);
                    sent.countDown();
                    return true;
                }
                return echo(request, connection);
            });
            assertThat(ask("GET /u/late").body()).isEqualTo("hello");
            answered.countDown();
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(ask("POST /u/next" + i).body()).contains("POST /u/next" + i + " ");
        }
        assertThat(instance.received).filteredOn(request -> request.first().startsWith("POST")).hasSize(50);
    }

    @ParameterizedTest(name = "9112 6.3: {0}")
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 5\r\n\r\nhello", "garbage\r\n\r\n", "HTTP/1.1 99 Low\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le"})
    void answerThatCannotBeReadIsA502(String answered, CapturedOutput output) throws Exception {
        instance.script((request, connection) -> {
            connection.send(answered);
            return false;
        });
        Message answer = ask("POST /u/x");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("problems/upstream-");
        assertThat(instance.received).hasSize(1);
        assertThat(output).doesNotContain(" ERROR ");
    }

    @Test
    void halfAnAnswerToASecondTryIsNotWhole() throws Exception {
        instance.script((request, connection) -> {
            if (instance.received.size() > 1) {
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            }
            return false;
        });
        Message answer = ask("GET /u/x");

        assertThat(instance.received).hasSize(2);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
    }

    @Test
    void interimAnswerBeforeAWebSocketIsDropped() throws Exception {
        instance.script((request, connection) -> {
            String key = request.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            String accept = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII)));
            connection.send("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                    + "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n\u0081\u0005hello");
            return false;
        });
        try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
            client.send("GET /u/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(client.upgraded().status()).isEqualTo(101);
            assertThat(client.octets(7)).isEqualTo("\u0081\u0005hello");
        }
        settled();
    }

    private static Message ask(String line) throws IOException {
        try (RawConnection client = RawConnection.to(gateway.trafficPort())) {
            String body = line.startsWith("POST") ? "Content-Length: 4\r\n\r\nbody" : "\r\n";
            return client.send(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + body).answer();
        }
    }

    private static int inFlight() {
        return gateway.instance("u", "only").path("inFlight").asInt();
    }

    /** Until the gateway has nothing at the instance, and the instance has noticed it. */
    private static void settled() {
        await().atMost(Duration.ofSeconds(20)).until(() -> inFlight() == 0);
        await().atMost(Duration.ofSeconds(20)).until(() -> instance.reading() == 0);
    }
}
