package polis.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AvailabilityTests {

    private static final Logger log = LoggerFactory.getLogger(AvailabilityTests.class);

    private final Availability availability = new Availability(log, "registry-service", "the list stays as last known");

    @Test
    void changesAreLoggedOnce(CapturedOutput output) {
        availability.answered();
        availability.failed(new IllegalStateException("refused"));
        availability.failed(new IllegalStateException("refused again"));
        assertThat(availability.away()).isTrue();
        availability.answered();
        availability.answered();
        assertThat(availability.away()).isFalse();
        assertThat(output.toString().lines().filter(line -> line.contains("registry-service"))).satisfiesExactly(
                away -> assertThat(away).contains("WARN",
                        "registry-service is away, the list stays as last known: refused"),
                back -> assertThat(back).contains("INFO", "registry-service answers again"));
    }
}
