package polis.slow.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Many of them at once, so that a test waits for the slowest only. */
public final class SlowClients {

    public static final Duration HEAD = Duration.ofSeconds(10);
    public static final Duration BODY = Duration.ofSeconds(5);

    private SlowClients() {}

    /**
     * Neither a slow head nor a slow body holds a connection of this port for long.
     *
     * @param heads of requests whose bodies are read: all lines but the length, each with its end
     */
    public static void areToldSo(int port, List<String> heads) {
        List<CompletableFuture<SlowClient.Outcome>> slowHeads = Stream
                .of(SlowClient.silentHead(), SlowClient.tricklingHead()).map(client -> client.talk(port)).toList();
        List<CompletableFuture<SlowClient.Outcome>> slowBodies = heads.stream()
                .flatMap(head -> Stream.of(SlowClient.silentBody(head), SlowClient.tricklingBody(head)))
                .map(client -> client.talk(port)).toList();
        slowBodies.forEach(outcome -> isToldSo(outcome.join(), BODY));
        slowHeads.forEach(outcome -> isToldSo(outcome.join(), HEAD));
    }

    private static void isToldSo(SlowClient.Outcome outcome, Duration due) {
        outcome.isTooSlow(due);
        assertThat(outcome.text()).as(outcome.client().name()).contains("application/problem+json");
    }
}
