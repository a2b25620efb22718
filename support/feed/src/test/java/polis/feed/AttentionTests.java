package polis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class AttentionTests {

    private final Attention attention = new Attention(Duration.ofSeconds(2), 0);

    @Test
    void timePassesWhileWeLookOn() {
        for (int second = 1; second <= 30; second++) {
            attention.look(seconds(second));
        }
        assertThat(attention.elapsed(seconds(5), seconds(30))).isEqualTo(seconds(25));
    }

    @Test
    void whatHappenedWhileWeWereStoppedIsCountedFromTheEndOfIt() {
        attention.look(seconds(1));
        // Stopped for twenty seconds.
        attention.look(seconds(21));
        assertThat(attention.elapsed(seconds(1), seconds(21))).isZero();
        attention.look(seconds(22));
        assertThat(attention.elapsed(seconds(1), seconds(22))).isEqualTo(seconds(1));
        assertThat(attention.elapsed(seconds(21.5), seconds(22))).isEqualTo(seconds(0.5));
    }

    @Test
    void whoIsStarvedForGoodBeginsAnewAtEachLook() {
        for (int look = 1; look <= 20; look++) {
            attention.look(seconds(3 * look));
            assertThat(attention.elapsed(0, seconds(3 * look))).isZero();
        }
    }

    private static long seconds(double seconds) {
        return (long) (seconds * 1e9);
    }
}
