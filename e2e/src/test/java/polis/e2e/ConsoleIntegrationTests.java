package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The console's own tour, without a running stack: {@code npm run tour} in {@code console/}, against made-up answers.
 */
class ConsoleIntegrationTests {

    @Test
    void everyStateTellsWhatToDoAndEverybodyCanUseThePage() {
        assumeTrue(Chromium.executable().isPresent(), "no Chromium is installed");

        String report = Command.of("npm", "--prefix", "console", "run", "--silent", "tour")
                .within(Duration.ofMinutes(5)).succeed();

        assertThat(report).contains("passed");
    }

}
