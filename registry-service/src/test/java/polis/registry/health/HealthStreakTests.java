package polis.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthStreakTests {

    private static final HealthStreak.Thresholds THRESHOLDS = new HealthStreak.Thresholds(2, 3, Duration.ofMinutes(5));
    private static final Outcome PASS = new Outcome.Passed("HTTP 200.");
    private static final Outcome FAIL = new Outcome.Failed("HTTP 503.", "HTTP 503.");
    private static final Outcome NOT_FOUND = new Outcome.Unserved("HTTP 404.");

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void itRisesAfterAsManyPassesAndFallsAfterAsManyFailures() {
        HealthStreak streak = after(HealthStreak.START, PASS);
        assertThat(streak.status()).isEqualTo(HealthStatus.AWAITED);
        streak = after(streak, PASS);
        assertThat(streak.status()).isEqualTo(HealthStatus.PASSING);
        streak = after(streak, FAIL, FAIL, PASS, FAIL, FAIL);
        assertThat(streak.status()).isEqualTo(HealthStatus.PASSING);
        assertThat(after(streak, FAIL).status()).isEqualTo(HealthStatus.FAILING);
    }

    @Test
    void whatFlapsHasToPassTwiceAsOftenAfterEachFall() {
        HealthStreak streak = after(HealthStreak.START, PASS, PASS, FAIL, FAIL, FAIL);
        streak = after(streak, PASS, PASS);
        assertThat(streak.status()).as("the first fall costs nothing").isEqualTo(HealthStatus.PASSING);
        streak = after(streak, FAIL, FAIL, FAIL, PASS, PASS, PASS);
        assertThat(streak.status()).isEqualTo(HealthStatus.FAILING);
        streak = after(streak, PASS);
        assertThat(streak.status()).isEqualTo(HealthStatus.PASSING);
        now = now.plus(Duration.ofMinutes(6));
        streak = after(streak, FAIL, FAIL, FAIL, PASS, PASS);
        assertThat(streak.status()).as("falls of long ago are forgotten").isEqualTo(HealthStatus.PASSING);
    }

    @Test
    void thePassesThatAreNeededHaveABound() {
        HealthStreak streak = after(HealthStreak.START, PASS, PASS);
        for (int fall = 0; fall < 20; fall++) {
            streak = after(streak, FAIL, FAIL, FAIL);
            for (int pass = 0; pass < 16; pass++) {
                streak = after(streak, PASS);
            }
            assertThat(streak.status()).isEqualTo(HealthStatus.PASSING);
        }
    }

    @Test
    void anAddressThatIsNotServedIsNoCheckUnlessItWasServedBefore() {
        HealthStreak streak = after(HealthStreak.START, NOT_FOUND, NOT_FOUND);
        assertThat(streak.status()).isEqualTo(HealthStatus.UNCHECKED);
        streak = after(streak, PASS, PASS);
        assertThat(streak.status()).isEqualTo(HealthStatus.PASSING);
        assertThat(after(streak, NOT_FOUND, NOT_FOUND, NOT_FOUND).status()).isEqualTo(HealthStatus.FAILING);
    }

    @Test
    void whatNeverAnsweredFails() {
        assertThat(after(HealthStreak.START, FAIL, FAIL, FAIL).status()).isEqualTo(HealthStatus.FAILING);
    }

    private HealthStreak after(HealthStreak streak, Outcome... outcomes) {
        HealthStreak last = streak;
        for (Outcome outcome : outcomes) {
            now = now.plusSeconds(1);
            last = last.after(outcome, now, THRESHOLDS);
        }
        return last;
    }
}
