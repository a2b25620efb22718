package polis.dependencymap.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Graphs;

class FeedbackEdgesTests {

    @Test
    void cutsTheCheaperOfTwo() {
        Graph graph = Graphs.of(2, 0, 1, 1, 0);
        assertThat(FeedbackEdges.of(graph, new int[] {0, 1}, new double[] {2, 1})).containsExactly(1);
        assertThat(FeedbackEdges.of(graph, new int[] {0, 1}, new double[] {1, 2})).containsExactly(0);
    }

    @Test
    void isAsCheapAsTheCheapestOfAllSetsOnSmallGraphs() {
        var random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            int nodes = 2 + random.nextInt(5);
            Graph graph = Graphs.random(random, nodes, random.nextInt(11));
            double[] weight = random.doubles(graph.edges(), 0.1, 5).toArray();
            double found = 0;
            boolean[] cut = new boolean[graph.edges()];
            Components components = Components.of(graph);
            for (int component = 0; component < components.count(); component++) {
                for (int edge : FeedbackEdges.of(graph, components.members(component), weight)) {
                    cut[edge] = true;
                    found += weight[edge];
                }
            }
            assertThat(isAcyclic(graph.without(cut))).isTrue();
            assertThat(found).isEqualTo(cheapest(graph, weight), org.assertj.core.data.Offset.offset(1e-9));
        }
    }

    @Test
    void isAsCheapAsTheCheapestOfAllSetsOnEveryGraphOfUpToFourNodes() {
        var random = new Random(14);
        for (int nodes = 1; nodes <= 4; nodes++) {
            List<int[]> pairs = pairs(nodes);
            for (int set = 0; set < 1 << pairs.size(); set++) {
                int chosen = set;
                int[] ends = IntStream.range(0, pairs.size()).filter(i -> (chosen >> i & 1) != 0)
                        .flatMap(i -> Arrays.stream(pairs.get(i))).toArray();
                isCheapest(Graphs.of(nodes, ends), random);
            }
        }
    }

    @Test
    void isAsCheapAsTheCheapestOfAllSetsOnGraphsOfUpToSevenNodes() {
        var random = new Random(15);
        for (int round = 0; round < 1_000; round++) {
            int nodes = 5 + random.nextInt(3);
            isCheapest(Graphs.random(random, nodes, nodes + random.nextInt(12 - nodes)), random);
        }
    }

    private static List<int[]> pairs(int nodes) {
        return IntStream.range(0, nodes * nodes).filter(i -> i / nodes != i % nodes)
                .mapToObj(i -> new int[] {i / nodes, i % nodes}).toList();
    }

    private static void isCheapest(Graph graph, Random random) {
        double[] weight = random.doubles(graph.edges(), 0.1, 5).toArray();
        Components components = Components.of(graph);
        boolean[] cut = new boolean[graph.edges()];
        double found = 0;
        for (int component = 0; component < components.count(); component++) {
            for (int edge : FeedbackEdges.of(graph, components.members(component), weight)) {
                cut[edge] = true;
                found += weight[edge];
            }
        }
        assertThat(isAcyclic(graph.without(cut))).isTrue();
        assertThat(found).isEqualTo(cheapest(graph, weight), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void heuristicLeavesNoCycleAndCutsNothingNeedlesslyInLargeComponents() {
        var random = new Random(5);
        for (int round = 0; round < 30; round++) {
            int nodes = FeedbackEdges.EXACT_UP_TO + 1 + random.nextInt(60);
            Graph graph = Graphs.random(random, nodes, 4 * nodes);
            double[] weight = random.doubles(graph.edges(), 0.1, 5).toArray();
            Components components = Components.of(graph);
            boolean[] cut = new boolean[graph.edges()];
            for (int component = 0; component < components.count(); component++) {
                FeedbackEdges.of(graph, components.members(component), weight).forEach(edge -> cut[edge] = true);
            }
            assertThat(isAcyclic(graph.without(cut))).isTrue();
            for (int edge = 0; edge < cut.length; edge++) {
                if (cut[edge]) {
                    cut[edge] = false;
                    assertThat(isAcyclic(graph.without(cut))).isFalse();
                    cut[edge] = true;
                }
            }
        }
    }

    @Test
    void heuristicIsRarelyMuchDearerThanTheBest() {
        var random = new Random(6);
        double heuristic = 0;
        double best = 0;
        for (int round = 0; round < 300; round++) {
            List<WeightedEdge> edges = IntStream.range(0, 30)
                    .mapToObj(
                            i -> new WeightedEdge(i, random.nextInt(10), random.nextInt(10), 0.1 + random.nextDouble()))
                    .filter(edge -> edge.from() != edge.to()).toList();
            heuristic += cost(GreedyOrder.of(10, edges), edges);
            best += cost(ExactOrder.of(10, edges), edges);
        }
        assertThat(heuristic / best).isBetween(1.0, 1.1);
    }

    private static double cost(int[] order, List<WeightedEdge> edges) {
        return edges.stream().filter(edge -> order[edge.from()] > order[edge.to()]).mapToDouble(WeightedEdge::weight)
                .sum();
    }

    private static boolean isAcyclic(Graph graph) {
        Components components = Components.of(graph);
        return IntStream.range(0, components.count()).noneMatch(components::isCycle);
    }

    private static double cheapest(Graph graph, double[] weight) {
        double cheapest = Double.POSITIVE_INFINITY;
        for (int set = 0; set < 1 << graph.edges(); set++) {
            boolean[] cut = new boolean[graph.edges()];
            double cost = 0;
            for (int edge = 0; edge < cut.length; edge++) {
                if ((set >> edge & 1) != 0) {
                    cut[edge] = true;
                    cost += weight[edge];
                }
            }
            if (cost < cheapest && isAcyclic(graph.without(cut))) {
                cheapest = cost;
            }
        }
        return Arrays.stream(weight).sum() < cheapest ? Double.NaN : cheapest;
    }
}
