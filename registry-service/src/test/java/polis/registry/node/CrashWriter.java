package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import polis.registry.Answer;
import polis.registry.Api;

/** Writes one kind of thing through the API, one after the other, and knows afterwards what has to be there. */
abstract class CrashWriter {

    private final int port;
    private final String client;
    private final AtomicInteger answered = new AtomicInteger();
    private Api api;

    /** @param client on whose behalf: not everybody may do everything */
    CrashWriter(int port, String client) {
        this.port = port;
        this.client = client;
    }

    static List<CrashWriter> ofAllKinds(int port) {
        var all = new ArrayList<CrashWriter>();
        for (int number = 0; number < 2; number++) {
            all.add(new CrashWriters.Describing(port, number));
            all.add(new CrashWriters.Moving(port, number));
            all.add(new CrashWriters.Announcing(port, number));
            all.add(new CrashWriters.Issuing(port, number));
            all.add(new CrashWriters.Importing(port, number));
            all.add(new CrashWriters.Acknowledging(port, number));
        }
        return all;
    }

    /** One write. What is answered has to be remembered, and what was asked for before the answer comes as well. */
    abstract void write(Api api, int number);

    /** Everything that was answered is there. */
    abstract void check(Api api);

    final void runUntil(CountDownLatch killed) {
        try {
            while (!killed.await(2, TimeUnit.MILLISECONDS)) {
                try {
                    write(api(), answered.get());
                    answered.incrementAndGet();
                } catch (UncheckedIOException e) {
                    // What came of it is unknown.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer; one that asks to come again later is none. */
    static Answer expect(Answer answer, Integer... statuses) {
        if (answer.status() == 503) {
            throw new UncheckedIOException(new IOException("busy"));
        }
        assertThat(answer.status()).as(answer.response().body()).isIn((Object[]) statuses);
        return answer;
    }

    final void check() {
        check(api());
    }

    final int answered() {
        return answered.get();
    }

    /** With one token for all runs: it outlives the kills as well. */
    private Api api() {
        if (api == null) {
            api = as(client);
        }
        return api;
    }

    /** The registry as that client, with a fresh token. */
    final Api as(String client) {
        var anonymous = new Api(port).within(Duration.ofSeconds(10));
        return anonymous.bearer(anonymous.clientToken(client, client + "-secret"));
    }

    /** Something of which the newest value counts: what was answered last, or what was asked for and not answered. */
    static final class Newest {

        private String answered = "";
        private String asked = "";

        void asks(String value) {
            asked = value;
        }

        void isAnswered() {
            answered = asked;
        }

        void check(String what, String found) {
            assertThat(found).as(what).isIn(answered, asked);
            // What is found stays, whether it was answered or not.
            answered = found;
            asked = found;
        }
    }
}
