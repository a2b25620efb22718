package polis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTests {

    private static final Measure WITH_GOAL = new Measure("time", "s", 15.0);
    private static final Measure WITHOUT_GOAL = new Measure("work", "s", null);
    private static final Measure BESIDE = Measure.beside("cost", "µs", 2);

    @Test
    void roundsAreInterleavedBeginInTurnAndMediansAreCompared() throws Exception {
        Scripted benchmark = new Scripted();

        Result result = Benchmarks.run(benchmark, 3);

        assertThat(benchmark.order).containsExactly("warm", "ours", "peer", "peer", "ours", "ours", "peer");
        Row time = result.rows().getFirst();
        assertThat(time.ours()).isEqualTo(12);
        assertThat(time.oursSpread()).isEqualTo("11.0 to 40.0");
        assertThat(time.ratio()).isEqualTo(2);
        assertThat(time.byMedians()).isEqualTo(Verdict.MET);
        assertThat(time.bySpreads()).isEqualTo(Verdict.OPEN);
        assertThat(result.rows().get(1).byMedians()).isNull();
        assertThat(result.rows().get(1).bySpreads()).isNull();
    }

    @Test
    void aMissedGoalIsSaidAndNotHidden() {
        Row row = Row.of(WITH_GOAL, samples("16"), samples("16"), "peer");

        assertThat(row.byMedians()).isEqualTo(Verdict.MISSED);
        assertThat(row.bySpreads()).isEqualTo(Verdict.MISSED);
    }

    /** The peer has to need twice as much. */
    @ParameterizedTest
    @CsvSource({"4 5 6, 12 13 14, MET, MET", "4 5 7, 12 13 14, MET, OPEN", "6 7 8, 13 13 14, MISSED, OPEN",
        "8 8 9, 13 14 15, MISSED, MISSED", "5, 10, MET, MET"})
    void aRatioIsMetWhenTheSpreadsDoNotOverlap(String ours, String peer, Verdict byMedians, Verdict bySpreads) {
        Row row = Row.of(BESIDE, samples(ours), samples(peer), "peer");

        assertThat(row.byMedians()).isEqualTo(byMedians);
        assertThat(row.bySpreads()).isEqualTo(bySpreads);
    }

    @Test
    void aPeerThatIsLeftOutDecidesNothing() {
        Row row = Row.of(BESIDE, samples("5"), samples("NaN"), "left out");

        assertThat(row.bySpreads()).isNull();
        assertThat(Row.of(WITH_GOAL, samples("5"), samples("NaN"), "left out").bySpreads()).isEqualTo(Verdict.MET);
    }

    @Test
    void aPercentileIsOfAsManyRequestsAsAreSent() throws Exception {
        List<Integer> sent = new ArrayList<>();

        Latency.p99(7, sent::add);

        assertThat(sent).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    private static Samples samples(String values) {
        Samples samples = new Samples();
        for (String value : values.split(" ", -1)) {
            samples.add(Double.parseDouble(value));
        }
        return samples;
    }

    private static final class Scripted implements Benchmark {

        private final List<String> order = new ArrayList<>();

        private final List<Double> times = new ArrayList<>(List.of(40.0, 11.0, 12.0));

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public String peerName() {
            return "peer";
        }

        @Override
        public List<Measure> measures() {
            return List.of(WITH_GOAL, WITHOUT_GOAL);
        }

        @Override
        public void warmUp() {
            order.add("warm");
        }

        @Override
        public Map<Measure, Double> ours() {
            order.add("ours");
            return Map.of(WITH_GOAL, times.removeFirst(), WITHOUT_GOAL, 1.0);
        }

        @Override
        public Map<Measure, Double> peer() {
            order.add("peer");
            return Map.of(WITH_GOAL, 24.0, WITHOUT_GOAL, 1.0);
        }
    }
}
