package polis.dependencymap.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacitySettingsTests {

    /** What the reference page says. */
    @ParameterizedTest
    @CsvSource({"64, 1024", "128, 5120", "256, 13312", "512, 29696", "1024, 50000", "8192, 50000", "16, 1000"})
    void theHeapSaysHowManyNamesThereMayBe(long mebibytes, int names) {
        assertThat(CapacitySettings.forHeap(mebibytes << 20)).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 20", "10, 15, 15"})
    void thereMayBeTwiceAsManyEdgesUnlessItIsSaid(int names, int configured, int edges) {
        var settings = new CapacitySettings(names, configured, Duration.ofMinutes(10), Duration.ofDays(1));
        assertThat(settings.most()).isEqualTo(names);
        assertThat(settings.mostEdges()).isEqualTo(edges);
    }
}
