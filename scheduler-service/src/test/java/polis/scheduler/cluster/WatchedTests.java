package polis.scheduler.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchedTests {

    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");

    private Watched watched = Watched.from(BEGIN);

    @Test
    void whatBeganBeforeWeTookOverCountsFromThere() {
        look(5);
        assertThat(watched.countedFrom(BEGIN.minusSeconds(3_600))).isEqualTo(BEGIN);
        assertThat(watched.countedFrom(Instant.EPOCH)).isEqualTo(BEGIN);
    }

    @Test
    void whoLooksOnSeesEverything() {
        for (int second = 10; second <= 120; second += 10) {
            look(second);
            assertThat(seen(3, second)).isEqualTo(second - 3);
        }
    }

    @Test
    void aStandstillAndTheRespiteAfterItAreNotSeen() {
        look(5);
        look(25);
        assertThat(seen(3, 25)).isEqualTo(2);
        look(54);
        assertThat(seen(3, 54)).isEqualTo(2);
        assertThat(seen(40, 54)).isZero();
        // The respite is over, and the break counts for the longest pause.
        look(55);
        assertThat(seen(3, 55)).isEqualTo(12);
        look(60);
        assertThat(seen(3, 60)).isEqualTo(17);
        assertThat(seen(50, 60)).isEqualTo(10);
    }

    @Test
    void whoIsStoppedAgainHasASecondRespite() {
        look(5);
        look(25);
        look(55);
        look(75);
        assertThat(seen(3, 75)).isEqualTo(12);
    }

    @Test
    void whoIsLateAtEachLookDecidesAllTheSame() {
        for (int second = 12; second <= 600; second += 12) {
            look(second);
        }
        assertThat(seen(0, 600)).isBetween(100L, 300L);
    }

    @Test
    void whoIsStoppedNineSecondsOfTenOrTwentyOfTwentyOneDecidesAllTheSame() {
        for (int step = 1; step <= 60; step++) {
            look(21 * step - 1);
            look(21 * step - 0.5);
            look(21 * step);
        }
        assertThat(seen(0, 60 * 21)).isBetween(200L, 600L);
    }

    @Test
    void ofVeryManyBreaksTheNewestAreKnown() {
        int second = 0;
        for (int step = 1; step <= 600; step++) {
            look(second += 20);
            for (int looks = 1; looks <= 4; looks++) {
                look(second += 10);
            }
        }
        assertThat(watched.gaps()).hasSize(500);
        assertThat(seen(second - 600, second)).isEqualTo(10 * 20);
        assertThat(watched.countedFrom(BEGIN)).isBefore(BEGIN.plusSeconds(second)).isAfter(BEGIN);
    }

    private void look(double second) {
        watched = watched.look(BEGIN.plus(Duration.ofMillis((long) (second * 1_000))));
    }

    private long seen(int since, int now) {
        return Duration.between(watched.countedFrom(BEGIN.plusSeconds(since)), BEGIN.plusSeconds(now)).toSeconds();
    }
}
