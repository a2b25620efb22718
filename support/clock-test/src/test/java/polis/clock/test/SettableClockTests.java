package polis.clock.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettableClockTests {

    private final Instant start = Instant.parse("2026-11-20T12:00:00Z");
    private final SettableClock clock = new SettableClock(start);

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(start).isEqualTo(clock.instant());
    }

    @Test
    void advancesAndIsSetBack() {
        assertThat(clock.advance(Duration.ofSeconds(90))).isEqualTo(start.plusSeconds(90));
        clock.set(start.minusSeconds(1));
        assertThat(clock.millis()).isEqualTo(start.minusSeconds(1).toEpochMilli());
    }

    @Test
    void losesNoStepOfConcurrentThreads() {
        IntStream.range(0, 10_000).parallel().forEach(_ -> clock.advance(Duration.ofMillis(1)));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(10));
    }

    @Test
    void takesDerivedClocksAlong() {
        var vienna = clock.withZone(ZoneId.of("Europe/Vienna"));
        clock.advance(Duration.ofHours(1));
        assertThat(vienna.instant()).isEqualTo(start.plus(Duration.ofHours(1)));
        assertThat(vienna.getZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
    }
}
