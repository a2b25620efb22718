package polis.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartPatienceTests {

    private final StartPatience patience = new StartPatience();

    @Test
    void aStartMayTakeForFiftyMinutesWhereItGetsAHundredthOfACore() {
        for (int second = 1; second <= 50 * 60; second++) {
            assertThat(after(second, second * 10L)).as("second %d", second).isEmpty();
        }
    }

    @Test
    void oneThatOnlyWaitsIsGivenUpAfterThreeMinutes() {
        for (int second = 1; second <= 20; second++) {
            assertThat(after(second, second * 1_000L)).isEmpty();
        }
        for (int second = 21; second <= 200; second++) {
            assertThat(after(second, 20_000 + second)).as("second %d", second).isEmpty();
        }
        assertThat(after(201, 20_201)).hasValueSatisfying(why -> assertThat(why).contains("stood still"));
    }

    @Test
    void oneThatIsBusyWithSomethingElseIsGivenUpByWhatItUsed() {
        assertThat(after(400, 300_000)).isEmpty();
        assertThat(after(401, 300_001)).hasValueSatisfying(why -> assertThat(why).contains("of a core"));
    }

    @Test
    void nothingIsWaitedForLongerThanAnHour() {
        assertThat(patience.exhausted(Duration.ofMinutes(60), Optional.empty())).isEmpty();
        assertThat(patience.exhausted(Duration.ofMinutes(61), Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("is not ready after"));
    }

    private Optional<String> after(long seconds, long cpuMillis) {
        return patience.exhausted(Duration.ofSeconds(seconds), Optional.of(Duration.ofMillis(cpuMillis)));
    }
}
