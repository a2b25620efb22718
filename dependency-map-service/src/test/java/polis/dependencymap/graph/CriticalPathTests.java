package polis.dependencymap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTests {

    @Test
    void followsTheLargestPartOfTheTimeOfARequest() {
        // web 0 → order 1 (slow, every tenth request), web → catalog 2 (quick, twice a request), catalog → store 3
        Graph graph = Graphs.of(4, 0, 1, 0, 2, 2, 3);
        List<CriticalPath.Hop> hops = CriticalPath.from(0, graph, new double[] {100, 10, 200, 200},
                new double[] {10, 200, 200}, new double[] {50, 4, 3}, new boolean[] {true, true, true});
        assertThat(hops).containsExactly(new CriticalPath.Hop(1, 2, 8), new CriticalPath.Hop(2, 2, 6));
    }

    @Test
    void edgesOnWhichNobodyWaitsAndUnknownTimesAreNotFollowed() {
        Graph graph = Graphs.of(3, 0, 1, 0, 2);
        assertThat(CriticalPath.from(0, graph, new double[] {1, 1, 1}, new double[] {1, 1},
                new double[] {9, Double.NaN}, new boolean[] {false, true})).isEmpty();
    }

    @Test
    void entersACycleOnce() {
        Graph graph = Graphs.of(2, 0, 1, 1, 0);
        assertThat(CriticalPath.from(0, graph, new double[] {1, 1}, new double[] {1, 1}, new double[] {5, 3},
                new boolean[] {true, true})).hasSize(1);
    }
}
