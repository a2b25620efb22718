package polis.dependencymap.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTests {

    @ParameterizedTest
    @CsvSource({"1970-01-01T01:00:00Z, 1970-01-01T02:00:00Z, 60, 120",
        "1970-01-01T01:00:59.999Z, 1970-01-01T02:00:00.001Z, 60, 121",
        "1970-01-01T01:01:00Z, 1970-01-01T02:00:01Z, 61, 121",
        "1970-01-01T01:00:00Z, 1970-01-01T02:00:59.999999999Z, 60, 121",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000000001Z, 0, 1"})
    void everyMinuteThatAMomentOfItIsInBelongsToIt(Instant from, Instant to, int first, int end) {
        TimeRange range = new TimeRange(from, to);
        assertThat(range.firstMinute()).isEqualTo(first);
        assertThat(range.endMinute()).isEqualTo(end);
    }
}
