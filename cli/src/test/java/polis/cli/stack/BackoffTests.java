package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTests {

    @Test
    void eachFailureInARowWaitsTwiceAsLongUpToHalfAMinute() {
        Backoff backoff = new Backoff();
        assertThat(Stream.generate(backoff::fail).limit(9)).containsExactly(Duration.ofMillis(500),
                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8),
                Duration.ofSeconds(16), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    void aDeathIsCountedOnceAndAgainAfterTheNextStart() {
        Backoff backoff = new Backoff();
        assertThat(backoff.isNew()).isTrue();
        assertThat(backoff.isDue()).isFalse();
        backoff.fail();
        assertThat(backoff.isNew()).isFalse();
        backoff.started();
        assertThat(backoff.isNew()).isTrue();
        assertThat(backoff.fail()).isEqualTo(Duration.ofSeconds(1));
    }
}
