package polis.scheduler.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class WatchTests {

    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");

    private final Watch watch = new Watch(BEGIN);

    @Test
    void whoLooksOnHasWatchedFromTheBeginning() {
        for (int second = 0; second <= 120; second += 10) {
            assertThat(watch.look(BEGIN.plusSeconds(second))).isEqualTo(BEGIN);
        }
    }

    @Test
    void aStandstillBeginsTheWatchAnew() {
        watch.look(BEGIN.plusSeconds(1));
        Instant back = BEGIN.plusSeconds(21);
        assertThat(watch.look(back)).isEqualTo(back);
        assertThat(watch.look(back.plusSeconds(1))).isEqualTo(back);
    }

    @Test
    void whoIsLateAtEachLookDecidesAllTheSame() {
        Instant first = BEGIN.plusSeconds(12);
        for (int second = 12; second <= 120; second += 12) {
            assertThat(watch.look(BEGIN.plusSeconds(second))).isEqualTo(first);
        }
    }
}
