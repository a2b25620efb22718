package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polis.postgres.test.TestDatabase;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.EurekaWire;

/** Somebody registers more than the heap carries, at a process with the heap of {@code ./polis up}. */
class RegistrationFloodIntegrationTests {

    private static final List<String> HEAP = List.of("-Xmx128m");
    private static final int AT_ONCE = 24;
    private static final long SEED = Long.getLong("flood.seed", System.nanoTime());
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder().encodeToString("eureka:eureka-secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(SEED);
    private final int port = RegistryNode.freePort();

    @ParameterizedTest
    @CsvSource({"64000, 150", "0, 5000"})
    @Tag("storm")
    void whatTheHeapCarriesIsTakenInAndAllOfItAnswers(int noise, int least) throws Exception {
        System.out.println("-Dflood.seed=" + SEED);
        try (var database = TestDatabase.dedicated("registry")) {
            List<String> ids;
            try (var node = started(database)) {
                ids = fill(node, noise);
                assertThat(ids.size()).as("registered").isGreaterThanOrEqualTo(least);
                assertAllAnswers(node, ids, 3);
                assertRoomIsFoundAgain(node, ids, noise);
                awaitWritten(node);
                node.kill();
            }
            try (var node = started(database)) {
                assertAllAnswers(node, ids, 1);
            }
        }
    }

    private RegistryNode started(TestDatabase database) throws IOException {
        var node = RegistryNode.fork(database, port, HEAP);
        await().atMost(Duration.ofMinutes(2)).until(node::up);
        return node;
    }

    private List<String> fill(RegistryNode node, int noise) throws Exception {
        EurekaWire eureka = node.eureka();
        var ids = new ConcurrentLinkedQueue<String>();
        var refusal = new AtomicReference<Answer>();
        var next = new AtomicInteger();
        String metadata = noise(noise);
        atOnce(AT_ONCE, () -> {
            while (refusal.get() == null) {
                int number = next.getAndIncrement();
                String id = "flood-" + number;
                Answer answer = register(eureka, app(number), id, metadata);
                if (answer.status() == 503) {
                    refusal.set(answer);
                } else {
                    answer.is(204);
                    ids.add(id);
                }
            }
            return null;
        });
        assertThat(refusal.get().header("Retry-After")).isEqualTo("30");
        assertThat(refusal.get().response().body()).contains("polis.registry.eureka.bounds.memory");
        awaitWritten(node);
        System.out.printf("%d registrations with %d characters of metadata; %.0f of %.0f KB%n", ids.size(), noise,
                metric(node.admin(), "polis.registry.eureka.memory") / 1024,
                metric(node.admin(), "polis.registry.eureka.memory.most") / 1024);
        return new ArrayList<>(ids);
    }

    private static void awaitWritten(RegistryNode node) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(metric(node.admin(), "polis.registry.lease.changes.pending")).isZero());
    }

    private void assertAllAnswers(RegistryNode node, List<String> ids, int times) throws Exception {
        Api admin = node.admin();
        EurekaWire eureka = node.eureka();
        List<Callable<Void>> readers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (String format : List.of("application/json", "application/xml")) {
                for (String encoding : List.of("gzip", "identity")) {
                    for (String size : List.of("full", "compact")) {
                        readers.add(() -> {
                            assertThat(listed("/eureka/apps", format, encoding, size)).as(format + encoding + size)
                                    .isEqualTo(ids.size());
                            assertThat(listed("/eureka/apps/delta", format, encoding, size)).isBetween(0, ids.size());
                            assertThat(listed("/eureka/apps/FLOOD-1", format, encoding, size)).isPositive();
                            return null;
                        });
                    }
                }
            }
            readers.add(() -> {
                assertThat(directory(admin)).isEqualTo(ids.size());
                return null;
            });
            readers.add(() -> {
                for (String id : ids) {
                    eureka.renew(app(number(id)), id).is(200);
                }
                return null;
            });
        }
        allOf(readers);
        assertThat(node.up()).as("it lives").isTrue();
    }

    /** What grows is refused likewise, and an end frees what was held. */
    private void assertRoomIsFoundAgain(RegistryNode node, List<String> ids, int noise) {
        EurekaWire eureka = node.eureka();
        String more = "more=" + "x".repeat(1_000);
        assertThat(ids.stream().anyMatch(id -> eureka.metadata(app(number(id)), id, more).status() == 503)).isTrue();
        for (int i = 0; i < 20; i++) {
            String id = ids.removeFirst();
            eureka.cancel(app(number(id)), id).is(200);
        }
        String back = "flood-1000000";
        register(eureka, app(number(back)), back, noise(noise)).is(204);
        ids.add(back);
    }

    private static Answer register(EurekaWire eureka, String app, String id, String metadata) {
        return eureka.registerRaw(app,
                """
                        {"instance":{"instanceId":"%s","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","status":"UP",
                         "port":{"$":20001,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "homePageUrl":"http://localhost:20001/","statusPageUrl":"http://localhost:20001/actuator/info",
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                         "leaseInfo":{"renewalIntervalInSecs":30,"durationInSecs":900},"lastDirtyTimestamp":"1",
                         "metadata":{"version":"1.0.0","management.port":"20001"%s}}}
                        """
                        .formatted(id, app.toUpperCase(Locale.ROOT), app, metadata));
    }

    /** Does not get smaller when it is compressed. */
    private String noise(int bytes) {
        if (bytes == 0) {
            return "";
        }
        var noise = new byte[bytes / 4 * 3];
        random.nextBytes(noise);
        return ",\"noise\":\"" + Base64.getEncoder().encodeToString(noise) + '"';
    }

    private int listed(String path, String format, String encoding, String size) throws Exception {
        HttpResponse<byte[]> answer = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", AUTHORIZATION).header("Accept", format).header("Accept-Encoding", encoding)
                .header("X-Eureka-Accept", size).timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        byte[] body = answer.body();
        try (var in = encoding.equals("gzip")
                ? new GZIPInputStream(new ByteArrayInputStream(body))
                : new ByteArrayInputStream(body)) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.split("<instanceId>|\"instanceId\":", -1).length - 1;
        }
    }

    private static int directory(Api admin) {
        int found = 0;
        String cursor = "";
        do {
            var page = admin.get("/api/v1/instances?limit=1000" + cursor).is(200).json();
            found += page.path("items").size();
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return found;
    }

    private static void atOnce(int threads, Callable<Void> work) throws Exception {
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(work);
        }
        allOf(all);
    }

    private static void allOf(List<Callable<Void>> all) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> done : threads.invokeAll(all)) {
                done.get();
            }
        }
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    private static String app(int number) {
        return "flood-" + number % 4;
    }

    private static double metric(Api admin, String name) {
        return admin.get("/actuator/metrics/" + name).is(200).json().path("measurements").path(0).path("value")
                .asDouble();
    }
}
