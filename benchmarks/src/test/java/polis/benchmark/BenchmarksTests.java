package polis.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarksTests {

    private static final Measure WITH_GOAL = new Measure("time", "s", 15.0);

    private static final Measure WITHOUT_GOAL = new Measure("work", "s", null);

    @Test
    void roundsAreInterleavedAfterTheWarmUpAndMediansCompared() throws Exception {
        Scripted contest = new Scripted();

        Result result = Benchmarks.run(contest, 3);

        assertThat(contest.order).containsExactly("warm", "ours", "peer", "ours", "peer", "ours", "peer");
        Row time = result.rows().getFirst();
        assertThat(time.ours()).isEqualTo(12);
        assertThat(time.oursSpread()).isEqualTo("11.0 to 40.0");
        assertThat(time.ratio()).isEqualTo(2);
        assertThat(time.met()).isTrue();
        assertThat(result.rows().get(1).met()).isNull();
    }

    @Test
    void aMissedGoalIsSaidAndNotHidden() {
        Samples ours = new Samples();
        ours.add(16);
        Row row = Row.of(WITH_GOAL, ours, ours, "peer");

        assertThat(row.met()).isFalse();
    }

    private static final class Scripted implements Contest {

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
