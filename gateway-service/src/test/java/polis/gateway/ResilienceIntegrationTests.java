package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polis.postgres.test.TestDatabase;

/** What clients notice of instances that come, go, die and misbehave. */
class ResilienceIntegrationTests {

    private static TestDatabase database;
    private static StubRegistry registry;
    private static StubVersionset versionset;
    private static Gateway gateway;

    private final List<TestInstance> instances = new ArrayList<>();
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final List<Thread> clients = new ArrayList<>();

    @BeforeAll
    static void start() {
        database = TestDatabase.create("gateway");
        registry = new StubRegistry();
        versionset = new StubVersionset();
        versionset.services(1, "{\"shop\":{\"routes\":[{\"path\":\"/shop/**\",\"stripPrefix\":1}]}}");
        gateway = Gateway.start(database, registry, versionset);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @BeforeEach
    void twoInstances() {
        run("a");
        run("b");
        await().until(() -> known() == 2);
        await().until(() -> gateway.get("/shop/x").statusCode() == 200);
    }

    @AfterEach
    void clear() throws Exception {
        on.set(false);
        for (Thread client : clients) {
            client.join();
        }
        registry.clear();
        await().until(() -> known() == 0);
        instances.forEach(TestInstance::close);
    }

    @Test
    void killedInstanceCostsNoRequestThatMayBeRepeated() {
        traffic();
        TestInstance killed = instance("a");
        await().until(() -> served() > 200);

        killed.kill();
        int atKill = served();

        await().until(() -> served() > atKill + 300);
        assertThat(outcomes).containsOnlyKeys("200");
        assertThat(view("a").path("ejectedUntil").isNull()).isFalse();
    }

    @Test
    void instanceThatCameBackGetsTrafficAgainAfterACheck() {
        TestInstance back = instance("a");
        int port = back.port();
        back.kill();
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
        }
        assertThat(view("a").path("ejectedUntil").isNull()).isFalse();

        back.revive(port);

        await().until(() -> view("a").path("ejectedUntil").isNull());
        int before = back.hits.get();
        await().until(() -> gateway.get("/shop/x").statusCode() == 200 && back.hits.get() > before);
    }

    @Test
    void refusedConnectionIsTriedElsewhereWithAnyMethodAndBody() {
        instance("a").kill();
        for (int i = 0; i < 10; i++) {
            assertThat(gateway.post("/shop/x", "body " + i).body()).isEqualTo("b POST /x body " + i);
        }
        assertThat(gateway.send(HttpRequest.newBuilder(gateway.traffic("/shop/size"))
                .POST(BodyPublishers.ofByteArray(new byte[1_000_000]))).body()).isEqualTo("1000000");
    }

    @Test
    void whereNoInstanceAcceptsConnectionsItIsAProblemWithRetryAfter() {
        instances.forEach(TestInstance::kill);
        var response = gateway.get("/shop/x");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(gateway.post("/shop/x", "body").statusCode()).isEqualTo(503);
        await().until(() -> view("a").path("inFlight").asInt() == 0 && view("b").path("inFlight").asInt() == 0);
    }

    @Test
    void unavailableInstanceIsTriedElsewhereForIdempotentMethodsOnly() {
        instance("a").behave("503");

        for (int i = 0; i < 20; i++) {
            assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
            assertThat(gateway
                    .send(HttpRequest.newBuilder(gateway.traffic("/shop/x")).PUT(BodyPublishers.ofString("small")))
                    .body()).isEqualTo("b PUT /x small");
        }
        assertThat(posts(20)).contains(503).contains(200);
    }

    @Test
    void whereAllAreUnavailableTheirOwnAnswerPasses() {
        instances.forEach(instance -> instance.behave("503"));

        assertThat(gateway.get("/shop/x").body()).isEqualTo("busy");
    }

    @Test
    void resetBeforeTheAnswerIsTriedElsewhereForIdempotentMethodsOnly() {
        instance("a").behave("reset");

        for (int i = 0; i < 20; i++) {
            assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
        }
        int before = hits();
        assertThat(posts(20)).contains(502).contains(200);
        assertThat(hits() - before).as("no request was repeated").isEqualTo(20);
    }

    @Test
    void bodyThatIsTooLargeToKeepIsNotSentTwice() {
        instances.forEach(instance -> instance.behave("reset"));
        int before = hits();

        var response = gateway.send(
                HttpRequest.newBuilder(gateway.traffic("/shop/x")).PUT(BodyPublishers.ofByteArray(new byte[100_000])));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(hits() - before).isEqualTo(1);
    }

    @Test
    void instanceOfWeightZeroGetsNothingNewAndDrains() throws Exception {
        TestInstance drained = instance("a");
        List<Thread> waiting = new ArrayList<>();
        while (drained.requests().stream().filter(request -> request.contains("/gate")).count() < 2) {
            long before = gateHits();
            waiting.add(Thread.startVirtualThread(() -> count("/shop/gate")));
            await().until(() -> gateHits() > before);
        }

        var pulled = gateway.weigh("shop", "a", "0");
        int inFlight = Gateway.json(pulled).path("inFlight").asInt();
        int seen = drained.hits.get();
        assertThat(pulled.statusCode()).isEqualTo(200);
        assertThat(inFlight).isGreaterThanOrEqualTo(2);
        for (int i = 0; i < 50; i++) {
            assertThat(gateway.get("/shop/x").headers().firstValue("X-Instance")).contains("b");
        }
        assertThat(drained.hits.get()).isEqualTo(seen);
        assertThat(view("a").path("inFlight").asInt()).isEqualTo(inFlight);

        instances.forEach(TestInstance::openGate);
        for (Thread one : waiting) {
            one.join();
        }
        await().until(() -> view("a").path("inFlight").asInt() == 0);
        assertThat(outcomes).containsOnlyKeys("200");

        gateway.weigh("shop", "a", "100");
        await().until(() -> gateway.get("/shop/x").headers().firstValue("X-Instance").orElse("").equals("a"));
    }

    @Test
    void rollingUpdateUnderConstantTrafficFailsNothing() {
        traffic();
        clients.add(Thread.startVirtualThread(() -> {
            while (on.get()) {
                count(HttpRequest.newBuilder(gateway.traffic("/shop/x")).POST(BodyPublishers.ofString("body")));
            }
        }));
        await().until(() -> served() > 100);
        for (String[] step : new String[][] {{"a", "a2"}, {"b", "b2"}}) {
            TestInstance old = instance(step[0]);
            run(step[1]);
            await().until(() -> instance(step[1]).hits.get() > 10);
            assertThat(gateway.weigh("shop", old.id, "0").statusCode()).isEqualTo(200);
            await().until(() -> view(old.id).path("inFlight").asInt() == 0);
            registry.add("shop", old.id, old.port(), "DESTROY");
            old.kill();
            registry.gone("shop", old.id);
            await().until(() -> gateway.send(gateway.asViewer("/api/v1/upstreams/shop/instances/" + old.id))
                    .statusCode() == 404);
        }
        int done = served();
        await().until(() -> served() > done + 100);

        assertThat(outcomes).containsOnlyKeys("200");
    }

    @Test
    void onlyInstancesInServingStatesGetTraffic() {
        for (String state : List.of("PROVISION", "READY", "FAILED", "DESTROY", "SOMETHING_NEW")) {
            registry.add("shop", "a", instance("a").port(), state);
            await().until(() -> view("a").path("state").asString().equals(state));
            int before = instance("a").hits.get();
            for (int i = 0; i < 10; i++) {
                assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
            }
            assertThat(instance("a").hits.get()).as(state).isEqualTo(before);
        }
        for (String state : List.of("RUN", "UPDATE", "ROLLBACK", "SCALE_OUT", "SCALE_IN")) {
            registry.add("shop", "a", instance("a").port(), state);
            int before = instance("a").hits.get();
            await().until(() -> gateway.get("/shop/x").statusCode() == 200 && instance("a").hits.get() > before);
        }
    }

    @Test
    void manyClientsThatLeaveAtAnyMomentLeaveNothingInFlight() throws Exception {
        CountDownLatch done = new CountDownLatch(60);
        for (int i = 0; i < 60; i++) {
            int pause = i;
            Thread.startVirtualThread(() -> {
                try (var socket = new java.net.Socket("127.0.0.1", gateway.trafficPort())) {
                    String path = pause % 3 == 0 ? "/shop/large" : pause % 3 == 1 ? "/shop/gate" : "/shop/stream";
                    socket.getOutputStream().write(
                            ("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf").getBytes());
                    socket.setSoTimeout(1 + pause * 5);
                    int first = socket.getInputStream().read();
                    assertThat(first).isGreaterThan(-2);
                } catch (java.io.IOException expected) {
                    // It leaves when it has waited long enough.
                } finally {
                    done.countDown();
                }
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        instances.forEach(TestInstance::openGate);

        await().until(() -> view("a").path("inFlight").asInt() == 0 && view("b").path("inFlight").asInt() == 0);
    }

    private TestInstance run(String id) {
        TestInstance instance = new TestInstance(id);
        instances.add(instance);
        registry.add("shop", id, instance.port(), "RUN");
        return instance;
    }

    private TestInstance instance(String id) {
        return instances.stream().filter(instance -> instance.id.equals(id)).findFirst().orElseThrow();
    }

    private int hits() {
        return instances.stream().mapToInt(instance -> instance.hits.get()).sum();
    }

    private long gateHits() {
        return instances.stream().flatMap(instance -> instance.requests().stream())
                .filter(request -> request.contains("/gate")).count();
    }

    private List<Integer> posts(int count) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statuses.add(gateway.post("/shop/x", "body").statusCode());
        }
        return statuses;
    }

    /** Four clients that ask again and again, with methods that may be repeated, until the test ends. */
    private void traffic() {
        for (int i = 0; i < 4; i++) {
            clients.add(Thread.startVirtualThread(() -> {
                while (on.get()) {
                    count("/shop/x");
                }
            }));
        }
    }

    private void count(String path) {
        count(HttpRequest.newBuilder(gateway.traffic(path)));
    }

    private void count(HttpRequest.Builder request) {
        String outcome;
        try {
            outcome = Integer.toString(gateway.send(request).statusCode());
        } catch (RuntimeException failed) {
            outcome = String.valueOf(failed);
        }
        outcomes.computeIfAbsent(outcome, _ -> new AtomicInteger()).incrementAndGet();
    }

    private int served() {
        return outcomes.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private static tools.jackson.databind.JsonNode view(String id) {
        return gateway.instance("shop", id);
    }

    private static int known() {
        return gateway.read("/api/v1/upstreams").at("/items/0/instances").size();
    }
}
