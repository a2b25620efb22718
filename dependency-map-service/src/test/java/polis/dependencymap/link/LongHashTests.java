package polis.dependencymap.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LongHashTests {

    private static final int KEYS = 2_048;
    private static final int SLOTS = 1 << 20;

    @Test
    void idsThatAreCountedUpAreSpread() {
        assertThat(slots(i -> i)).isGreaterThan(KEYS * 9 / 10);
        assertThat(slots(i -> i << 52)).isGreaterThan(KEYS * 9 / 10);
        assertThat(slots(i -> i << 32 | i)).isGreaterThan(KEYS * 9 / 10);
    }

    /**
     * One round of multiplication moves no bit downwards: whoever knows it makes as many as he likes that fall on one
     * slot.
     */
    @Test
    void idsThatWereMadeToCollideAreSpread() {
        assertThat(slots(LongHashTests::madeForOneRound)).isGreaterThan(KEYS * 9 / 10);
    }

    private static long madeForOneRound(long i) {
        long inner = i << 53;
        return inner ^ (inner >>> 33);
    }

    private static long slots(LongUnaryOperator key) {
        return LongStream.range(0, KEYS).map(key).mapToInt(LongHash::of).map(hash -> hash & (SLOTS - 1)).distinct()
                .count();
    }
}
