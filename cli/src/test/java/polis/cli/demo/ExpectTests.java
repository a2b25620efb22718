package polis.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpectTests {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aBoundIsCountedInLooksSoThatALateMachineHasAsMany() {
        assertThatThrownBy(
                () -> Expect.withinLooks(Duration.ofMillis(600), "out of traffic", () -> asked.incrementAndGet() == 0))
                .isInstanceOf(StepFailed.class).hasMessageContaining("3 looks");
        assertThat(asked).hasValue(4);
        Expect.withinLooks(Duration.ofMillis(600), "out of traffic", () -> asked.incrementAndGet() == 6);
        assertThat(asked).hasValue(6);
    }
}
