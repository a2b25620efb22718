package polis.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStartTests {

    @ParameterizedTest
    @CsvSource({"0, 0.1", "2500, 0.325", "5000, 0.55", "9999, 1", "10000, 1", "99999, 1"})
    void shareRisesLinearlyFromATenth(long age, double expected) {
        assertThat(SlowStart.share(1_000, 1_000 + age, 10_000)).isCloseTo(expected, within(0.001));
    }

    @Test
    void clockThatWasSetBackGivesTheFloor() {
        assertThat(SlowStart.share(1_000, 0, 10_000)).isEqualTo(0.1);
    }

    @Test
    void withoutARampTheShareIsWholeAtOnce() {
        assertThat(SlowStart.share(1_000, 1_000, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "5, 8000", "6, 8000", "1000, 8000"})
    void backoffDoublesUpToItsBound(int failures, long expected) {
        assertThat(new Backoff(500, 8_000).after(failures)).isEqualTo(expected);
    }
}
