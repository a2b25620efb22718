package polis.registry.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polis.registry.suspicion.LocalHealth.Cause;

class LocalHealthTests {

    private static final long START = 1_000_000;
    private static final long LEASE = 30_000;

    private final LocalHealth localHealth = new LocalHealth(0.15, START);

    @Test
    void whoHasJustStartedHasHeardNobody() {
        assertThat(localHealth.degradedWithin(LEASE, START)).isEqualTo(Cause.STARTING);
        assertThat(localHealth.degradedWithin(LEASE, START + LEASE)).isEqualTo(Cause.STARTING);
        assertThat(localHealth.degradedWithin(LEASE, START + LEASE + 1)).isNull();
    }

    @Test
    void whatWasLateCountsForAsLongAsTheLeaseLasts() {
        localHealth.degraded(Cause.LATE_TICK, START + 100_000);
        assertThat(localHealth.degradedWithin(6_000, START + 106_000)).isEqualTo(Cause.LATE_TICK);
        assertThat(localHealth.degradedWithin(6_000, START + 106_001)).isNull();
        assertThat(localHealth.degradedWithin(90_000, START + 106_001)).isEqualTo(Cause.LATE_TICK);
    }

    @Test
    void tooManyThatFallSilentAtOnceSayThatTheEarIsDeafUntilNoNewOnesCome() {
        long later = START + 100_000;
        localHealth.lapsed(15, 100, later);
        assertThat(localHealth.degradedWithin(LEASE, later)).isNull();
        localHealth.lapsed(1, 100, later + 5_000);
        assertThat(localHealth.degradedWithin(LEASE, later + 5_000)).isEqualTo(Cause.MANY_LAPSES);
        assertThat(localHealth.degradedWithin(LEASE, later + LEASE + 1_000)).isNull();
    }

    @Test
    void oneThatFallsSilentAloneHasDoneSoByItself() {
        long later = START + 100_000;
        localHealth.lapsed(1, 1, later);
        assertThat(localHealth.degradedWithin(LEASE, later)).isNull();
        localHealth.lapsed(1, 3, later);
        assertThat(localHealth.degradedWithin(LEASE, later)).isEqualTo(Cause.MANY_LAPSES);
    }

    @Test
    void aClockThatWasSetBackProvesNothing() {
        localHealth.degraded(Cause.LATE_TICK, START + 100_000);
        assertThat(localHealth.degradedWithin(LEASE, START)).isEqualTo(Cause.LATE_TICK);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Against a list that forgets nothing, over random times, counts and leases. */
    @ParameterizedTest
    @MethodSource("seeds")
    void itIsBadExactlyWhereSomethingWasLateOrTooManyLapsedWithinTheLease(long seed) {
        var random = new Random(seed);
        var lapses = new ArrayList<long[]>();
        long now = START;
        long badAt = START;
        int leases = 1 + random.nextInt(50);
        for (int step = 0; step < 300; step++) {
            now += random.nextInt(5) == 0 ? random.nextInt(700_000) : random.nextInt(3_000);
            switch (random.nextInt(4)) {
                case 0 -> {
                    localHealth.degraded(Cause.LATE_REQUEST, now);
                    badAt = now;
                }
                case 1 -> {
                    int anew = random.nextInt(4);
                    localHealth.lapsed(anew, leases, now);
                    lapses.add(new long[] {now / 1000, anew});
                }
                default -> {
                    // Nothing happens.
                }
            }
            long lease = 1000L * (1 + random.nextInt(300));
            long first = Math.floorDiv(now - lease, 1000L) + 1;
            long anew = lapses.stream().filter(lapse -> lapse[0] >= first).mapToLong(lapse -> lapse[1]).sum();
            boolean bad = now - badAt <= lease || (anew > 1 && anew > 0.15 * leases);
            assertThat(localHealth.degradedWithin(lease, now) != null).as("seed %d, step %d", seed, step)
                    .isEqualTo(bad);
        }
    }
}
