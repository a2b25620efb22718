package polis.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttentionTests {

    private final Attention attention = new Attention(Duration.ofSeconds(3), Duration.ofSeconds(5), 0);

    @Test
    void timePassesWhileWeLookOn() {
        for (int second = 1; second < 30; second++) {
            assertThat(look(second)).isEqualTo(second);
        }
    }

    @Test
    void aBreakAndTheRespiteAfterItAreNoTimeToListen() {
        assertThat(look(1)).isEqualTo(1);
        assertThat(look(21)).isEqualTo(1);
        assertThat(look(23)).isEqualTo(1);
        assertThat(look(25)).isEqualTo(1);
        // From now on it goes on, and the break counts for the longest pause.
        assertThat(look(26)).isEqualTo(4);
        assertThat(look(27)).isEqualTo(5);
    }

    @Test
    void whoIsStoppedNineSecondsOfTenStillDecides() {
        for (int turn = 1; turn <= 20; turn++) {
            look(10 * turn - 1);
            look(10 * turn);
        }
        assertThat(look(201)).isBetween(20.0, 100.0);
    }

    private double look(double second) {
        return attention.look((long) (second * 1e9)) / 1e9;
    }
}
