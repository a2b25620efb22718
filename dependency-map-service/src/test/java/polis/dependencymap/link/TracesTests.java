package polis.dependencymap.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTests {

    /** As a map has it, also where ids share their node in the table and traces come and go. */
    @ParameterizedTest
    @ValueSource(ints = {50, 2_000, 200_000})
    void findsWhatWasPutAndNothingThatWasRemoved(int ids) {
        var random = new Random(ids);
        var traces = new Traces();
        Map<Long, Trace> expected = new HashMap<>();
        for (int step = 0; step < 500_000; step++) {
            long id = random.nextInt(ids) + 1L;
            if (random.nextInt(5) < (step < 250_000 ? 1 : 3)) {
                traces.remove(id);
                expected.remove(id);
            } else {
                Trace found = traces.get(id);
                assertThat(found.id()).isEqualTo(id);
                Trace before = expected.putIfAbsent(id, found);
                assertThat(before == null || before == found).isTrue();
            }
        }
        expected.forEach((id, trace) -> assertThat(traces.get(id)).isSameAs(trace));
    }
}
