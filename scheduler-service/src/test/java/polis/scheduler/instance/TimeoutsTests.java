package polis.scheduler.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Timeouts timeouts = new Timeouts();

    @Test
    void whatIsToldInTimeCounts() {
        assertThat(timeouts.counts(TIMEOUT, TIMEOUT)).isTrue();
        assertThat(timeouts.counts(Duration.ofSeconds(3), TIMEOUT)).isTrue();
    }

    @Test
    void whatWasOverWhileWeStoodStillDoesNot() {
        assertThat(timeouts.counts(Duration.ofSeconds(22), TIMEOUT)).isFalse();
        assertThat(timeouts.counts(TIMEOUT, TIMEOUT)).isTrue();
        assertThat(timeouts.counts(Duration.ofSeconds(22), TIMEOUT)).isFalse();
        timeouts.answered();
        assertThat(timeouts.counts(Duration.ofSeconds(22), TIMEOUT)).isFalse();
    }

    @Test
    void whoIsLateEachTimeJudgesAllTheSame() {
        assertThat(timeouts.counts(Duration.ofSeconds(4), TIMEOUT)).isFalse();
        assertThat(timeouts.counts(Duration.ofSeconds(4), TIMEOUT)).isFalse();
        assertThat(timeouts.counts(Duration.ofSeconds(4), TIMEOUT)).isTrue();
        assertThat(timeouts.counts(Duration.ofSeconds(4), TIMEOUT)).isTrue();
    }
}
