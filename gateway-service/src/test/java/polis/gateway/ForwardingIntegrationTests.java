package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polis.postgres.test.TestDatabase;

/** What happens to a request on its way, and to the answer on its way back. */
class ForwardingIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static TestInstance one;
    private static TestInstance two;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        one = new TestInstance("shop-1");
        two = new TestInstance("shop-2");
        versionset.services(1, """
                {"shop":{"routes":[{"path":"/shop/**","stripPrefix":1},{"path":"/whole/**"}]},
                 "still":{"routes":[{"path":"/still/**","stripPrefix":1}]},
                 "empty":{"routes":[{"path":"/empty/**"}]}}""");
        registry.add("shop", one.id, one.port(), "RUN");
        registry.add("shop", two.id, two.port(), "RUN");
        gateway = Gateway.start(database, registry, versionset, "--polis.gateway.try-timeout=PT1S",
                "--polis.gateway.total-timeout=PT2S");
        await().until(() -> gateway.get("/shop/up").statusCode() == 200);
        await().until(() -> gateway.read("/api/v1/upstreams").at("/items/0/instances").size() == 2);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        one.close();
        two.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @Test
    void requestsAreBalancedOverTheInstances() {
        Set<String> answeredBy = IntStream.range(0, 40).mapToObj(_ -> gateway.get("/shop/x"))
                .map(response -> response.headers().firstValue("X-Instance").orElseThrow()).collect(Collectors.toSet());

        assertThat(answeredBy).containsExactlyInAnyOrder("shop-1", "shop-2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/shop/cart|/cart", "/shop|/", "/shop/|/", "/whole/a|/whole/a",
        "/shop/a%2Fb%20c?q=%C3%A9+x&q=a%26b&empty=|/a%2Fb%20c?q=%C3%A9+x&q=a%26b&empty=", "/shop?x=1|/?x=1",
        "/shop//a//b|//a//b", "/shop/x?|/x?", "/shop/x?a=%zz|400", "/shop/x?a={b}^c|/x?a=%7Bb%7D%5Ec"})
    void pathAndQueryReachTheServiceEncodedAsTheyCame(String asked, String seen) throws Exception {
        String answer = raw("GET " + asked + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains(seen.equals("400") ? "HTTP/1.1 400" : " GET " + seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop/../actuator", "/shop/%2e%2e/x", "/shop/./x"})
    void pathThatNamesAnotherOneIsRefused(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("problems/ambiguous-path");
    }

    @Test
    void pathWithoutRouteIsAProblem() {
        HttpResponse<String> response = gateway.get("/nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Gateway.json(response).path("type").asString()).isEqualTo("https://polis.dev/problems/no-route");
    }

    @Test
    void serviceWithoutInstanceIsAProblemThatSaysWhenToComeBack() {
        HttpResponse<String> response = gateway.get("/empty/x");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(Gateway.json(response).path("type").asString()).isEqualTo("https://polis.dev/problems/no-instance");
    }

    @Test
    void bodiesOfEveryMethodPass() {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            HttpResponse<String> response = gateway.send(
                    HttpRequest.newBuilder(gateway.traffic("/shop/x")).method(method, BodyPublishers.ofString("body")));
            assertThat(response.body()).endsWith(method + " /x body");
        }
        assertThat(
                gateway.send(HttpRequest.newBuilder(gateway.traffic("/shop/x")).method("POST", BodyPublishers.noBody()))
                        .body())
                .endsWith("POST /x");
    }

    @Test
    void largeBodiesPassBothWaysWithoutBeingHeld() {
        byte[] large = new byte[20_000_000];
        Arrays.fill(large, (byte) 'x');

        assertThat(gateway
                .send(HttpRequest.newBuilder(gateway.traffic("/shop/size")).POST(BodyPublishers.ofByteArray(large)))
                .body()).isEqualTo("20000000");
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.traffic("/shop/size"))
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))).body())
                .isEqualTo("20000000");
        assertThat(gateway.get("/shop/large").body()).hasSize(1024 * 16 * 1024);
    }

    @Test
    void headOfAnAnswerPassesWithoutItsBody() {
        HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.traffic("/shop/x")).HEAD());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Instance")).isPresent();
        assertThat(gateway.get("/shop/empty").statusCode()).isEqualTo(204);
    }

    @Test
    void headersOfOneConnectionStayThereAndTheOthersPass() throws Exception {
        String answer = raw("""
                GET /shop/headers HTTP/1.1
                Host: shop.example:8443
                Connection: close, X-Mine
                X-Mine: 1
                X-Other: 2
                Keep-Alive: timeout=5
                TE: trailers
                X-Forwarded-For: 6.6.6.6
                X-Forwarded-Prefix: /evil
                Forwarded: for=6.6.6.6
                Cookie: a=b

                """.replace("\n", "\r\n"));
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(java.util.Locale.ROOT);

        assertThat(answer).contains("x-other: 2", "cookie: a=b", "x-forwarded-for: 127.0.0.1",
                "x-forwarded-host: shop.example:8443", "x-forwarded-port: 8443", "x-forwarded-proto: http",
                "x-forwarded-prefix: /shop");
        assertThat(answer).doesNotContain("x-mine", "keep-alive: timeout", "te: trailers", "6.6.6.6", "/evil");
        assertThat(answer).containsAnyOf("host: 127.0.0.1:" + one.port(), "host: 127.0.0.1:" + two.port());
        assertThat(head).contains("x-kept: 1").doesNotContain("x-secret");
    }

    @Test
    void streamArrivesPartByPart() throws Exception {
        HttpResponse<InputStream> response = gateway.http()
                .send(HttpRequest.newBuilder(gateway.traffic("/shop/stream")).build(), BodyHandlers.ofInputStream());
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body()))) {
            assertThat(reader.readLine()).isEqualTo("part0");
            // The instance says no more before this part has come through.
            for (String part : new String[] {"part1", "part2"}) {
                one.stream(part);
                two.stream(part);
                assertThat(reader.readLine()).isEqualTo(part);
            }
        }
    }

    @Test
    void eventStreamOutlivesTheTimeoutsAndEndsAtTheInstanceWhenTheClientLeaves() throws Exception {
        HttpResponse<InputStream> response = gateway.http()
                .send(HttpRequest.newBuilder(gateway.traffic("/shop/events")).build(), BodyHandlers.ofInputStream());
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body()))) {
            assertThat(reader.readLine()).isEqualTo("data: hello");
            assertThat(inFlight()).isEqualTo(1);
            await().during(2500, TimeUnit.MILLISECONDS).atMost(5, TimeUnit.SECONDS).until(() -> inFlight() == 1);
        }
        await().until(() -> inFlight() == 0);
    }

    @Test
    void answerThatBreaksOffIsNotTakenForWhole() {
        assertThatThrownBy(() -> gateway.get("/shop/broken")).hasRootCauseInstanceOf(IOException.class);
        await().until(() -> inFlight() == 0);
    }

    @Test
    void clientThatLeavesBeforeTheAnswerIsCountedOut() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.trafficPort())) {
            socket.getOutputStream().write("GET /shop/gate HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
            await().until(() -> inFlight() == 1);
        }
        await().until(() -> inFlight() == 0);
    }

    @Test
    void instanceThatDoesNotAnswerInTimeIsAProblem() {
        one.behave("hang");
        two.behave("hang");
        try {
            HttpResponse<String> post = gateway.post("/shop/x", "body");
            assertThat(post.statusCode()).isEqualTo(504);
            assertThat(Gateway.json(post).path("type").asString())
                    .isEqualTo("https://polis.dev/problems/upstream-timeout");
            assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(504);
        } finally {
            one.behave("");
            two.behave("");
        }
        await().until(() -> inFlight() == 0);
    }

    @Test
    void webSocketPassesAndCountsAsInFlight() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = gateway.http().newWebSocketBuilder()
                .buildAsync(java.net.URI.create("ws://127.0.0.1:" + gateway.trafficPort() + "/shop/socket"),
                        new WebSocket.Listener() {

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                received.complete(data.toString());
                                return null;
                            }
                        })
                .get(5, TimeUnit.SECONDS);
        socket.sendText("hello", true);

        assertThat(received.get(5, TimeUnit.SECONDS)).matches("shop-[12]:hello");
        assertThat(inFlight()).isEqualTo(1);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
        await().until(() -> inFlight() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/empty/x"})
    void answerThatDoesNotWaitForTheBodyLeavesTheConnectionUsable(String path) throws Exception {
        for (int round = 0; round < 5; round++) {
            assertThat(answersBeforeBody(path, round % 2 == 0)).contains("GET /x");
        }
    }

    /** The connection may be closed, for the instance did not want the rest of the body; it never hangs. */
    @Test
    void instanceThatDoesNotWaitForTheBodyHangsNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            assertThat(answersBeforeBody("/shop/early", round % 2 == 0)).contains("early");
        }
    }

    private static String answersBeforeBody(String path, boolean waitForAnswer) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.trafficPort())) {
            socket.setSoTimeout(5_000);
            socket.setTcpNoDelay(true);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n").getBytes());
            InputStream in = socket.getInputStream();
            if (waitForAnswer) {
                assertThat(in.read()).isEqualTo('H');
            }
            socket.getOutputStream().write("hello".getBytes());
            socket.getOutputStream().write("GET /shop/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
            return new String(in.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestThatComesBeforeTheAnswerToTheOneBeforeHangsNothing(boolean traffic) throws Exception {
        String slow = traffic ? "/shop/late" : "/api/v1/unknown";
        String quick = traffic ? "/nowhere" : "/plain.css";
        try (Socket socket = new Socket("127.0.0.1", traffic ? gateway.trafficPort() : gateway.adminPort())) {
            socket.setSoTimeout(5_000);
            String head = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Tokens.VIEWER + "\r\n";
            socket.getOutputStream().write(("GET " + slow + head + "\r\nGET " + quick + head + "\r\n").getBytes());
            InputStream in = socket.getInputStream();
            StringBuilder answers = new StringBuilder();
            while (answers.toString().split("HTTP/1.1 ", -1).length < 3) {
                answers.append((char) in.read());
            }
            socket.getOutputStream().write(("GET " + quick + head + "Connection: close\r\n\r\n").getBytes());
            answers.append(new String(in.readAllBytes()));

            // The server may close the connection after the second answer; what it must not do is to stop reading.
            assertThat(answers.toString().split("HTTP/1.1 ", -1)).hasSizeBetween(3, 4);
        }
    }

    private static int inFlight() {
        return gateway.instance("shop", "shop-1").path("inFlight").asInt()
                + gateway.instance("shop", "shop-2").path("inFlight").asInt();
    }

    @Test
    void whatMayNotBeSentTwiceHasTheTimeOfAllTries() {
        one.behave("slow");
        two.behave("slow");
        try {
            HttpResponse<String> post = gateway.post("/shop/x", "body");
            assertThat(post.statusCode()).isEqualTo(200);
            assertThat(gateway.get("/shop/x").statusCode()).as("two tries of a second each").isEqualTo(504);
        } finally {
            one.behave("");
            two.behave("");
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.trafficPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aStandstillOfTheGatewaysOwnIsNotTheSlownessOfAnInstance() {
        try (TestInstance slow = new TestInstance("still-1"); TestInstance other = new TestInstance("still-2")) {
            registry.add("still", slow.id, slow.port(), "RUN");
            await().until(() -> gateway.get("/still/x").statusCode() == 200);
            CompletableFuture<HttpResponse<String>> answered = CompletableFuture
                    .supplyAsync(() -> gateway.get("/still/gate"));
            await().until(() -> slow.requests().contains("GET /gate"));
            slow.behave("hang");
            CompletableFuture<HttpResponse<String>> broken = CompletableFuture
                    .supplyAsync(() -> gateway.get("/still/broken-off"));
            await().until(() -> slow.requests().contains("GET /broken-off"));
            registry.add("still", other.id, other.port(), "RUN");
            await().until(() -> gateway.send(gateway.asViewer("/api/v1/upstreams/still/instances/" + other.id))
                    .statusCode() == 200);

            try (Standstill _ = Standstill.begin()) {
                slow.openGate();
                await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
                slow.kill();
            }

            assertThat(answered.join().body()).isEqualTo("through");
            assertThat(broken.join().statusCode()).isEqualTo(200);
            assertThat(broken.join().headers().firstValue("X-Instance")).contains(other.id);
        }
    }
}
