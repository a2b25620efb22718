package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.EurekaWire;
import polis.registry.RegistryScenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Eureka client that registers, renews and leaves at random, and remembers what it was answered last. */
final class CrashClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final EurekaWire wire;
    private final String service;
    private final String id;
    private final Random random;
    private final AtomicInteger answered = new AtomicInteger();

    /** What it is after the last answer, and whether something else was asked for since that was not answered. */
    private boolean live;
    private boolean unsure;

    CrashClient(int port, int number, long seed) {
        this.wire = RegistryScenario.eureka(new Api(port).within(Duration.ofSeconds(5)));
        this.service = "client-" + number % 4;
        this.id = "client-" + number;
        this.random = new Random(seed);
    }

    int answered() {
        return answered.get();
    }

    void runUntil(CountDownLatch killed) {
        try {
            while (!killed.await(random.nextInt(40), TimeUnit.MILLISECONDS)) {
                try {
                    step();
                } catch (UncheckedIOException e) {
                    // What came of it is unknown.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        unsure = true;
        switch (random.nextInt(5)) {
            case 0 -> settle(wire.cancel(service, id), false);
            case 1, 2 -> settle(wire.register(service, id, "UP"), true);
            default -> {
                Answer renewed = wire.renew(service, id);
                settle(renewed, renewed.status() == 200);
            }
        }
    }

    private void settle(Answer answer, boolean nowLive) {
        assertThat(answer.status()).isIn(200, 204, 404);
        live = nowLive;
        unsure = false;
        answered.incrementAndGet();
    }

    /** Who left in the moment before the kill may be there again for the length of one lease, marked. */
    void checkRestored(String list) {
        JsonNode entry = entry(list);
        if (!live && !unsure && entry != null) {
            assertThat(entry.path("metadata").path("polis-restored").asString("")).as(id).isEqualTo("true");
        }
    }

    /** One renewal as stock clients do it: who is answered 404 registers. */
    void renewOnce() {
        if (!live && !unsure) {
            return;
        }
        if (wire.renew(service, id).status() == 404) {
            wire.register(service, id, "UP").is(204);
        }
        live = true;
        unsure = false;
    }

    void checkListed(String list) {
        if (live) {
            JsonNode entry = entry(list);
            assertThat(entry).as("%s in %s", id, list).isNotNull();
            assertThat(entry.path("status").asString()).as(id).isEqualTo("UP");
        }
    }

    void checkEntered(Api admin) {
        if (live) {
            Answer instance = admin.get("/api/v1/services/" + service + "/instances/" + id).is(200);
            assertThat(instance.text("state")).as(id).isEqualTo("RUN");
        }
    }

    /** Null where it is not in the list. */
    private JsonNode entry(String list) {
        for (var app : JSON.readTree(list).path("applications").path("application")) {
            for (var instance : app.path("instance")) {
                if (instance.path("instanceId").asString("").equals(id)) {
                    return instance;
                }
            }
        }
        return null;
    }
}
