package polis.problem.slow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTests {

    private final Pace pace = new Pace(Duration.ofSeconds(5), 240);
    private final long start = 7;

    @Test
    void whoSendsNothingHasTheGraceAndNoMore() {
        assertThat(pace.nothingCame(start)).isFalse();
        assertThat(pace.nothingCame(at(4.9))).isFalse();
        assertThat(pace.nothingCame(at(5))).isTrue();
    }

    @Test
    void whoKeepsUpIsNeverTooSlow() {
        for (int second = 0; second < 100; second++) {
            assertThat(pace.nothingCame(at(second + 0.5))).isFalse();
            pace.came(250, at(second + 1));
        }
    }

    @Test
    void anOctetASecondIsTooLittleOnceTheGraceIsOver() {
        pace.nothingCame(start);
        for (int second = 1; second <= 5; second++) {
            pace.came(1, at(second));
            assertThat(pace.nothingCame(at(second))).isEqualTo(second == 5);
        }
    }

    @Test
    void onlyTheTimeCountsInWhichWeWantedToRead() {
        pace.nothingCame(start);
        pace.came(1, at(1));
        // The service works for a minute on what it has.
        assertThat(pace.nothingCame(at(61))).isFalse();
        assertThat(Duration.ofNanos(pace.left(at(61)))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void whatWaitedWhileWeStoodStillIsReadBeforeItIsJudged() {
        pace.nothingCame(start);
        // Stopped for twenty seconds: 300 octets a second have come meanwhile.
        pace.came(6000, at(20));
        assertThat(pace.nothingCame(at(20))).isFalse();
    }

    @Test
    void whoSentMuchStaysSilentForTwentySecondsAtMost() {
        pace.came(10_000_000, start);
        assertThat(pace.nothingCame(at(1))).isFalse();
        assertThat(pace.nothingCame(at(20.9))).isFalse();
        assertThat(pace.nothingCame(at(21))).isTrue();
    }

    private long at(double seconds) {
        return start + (long) (seconds * 1e9);
    }
}
