package polis.dependencymap.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import polis.dependencymap.cycle.Network.EdgeUse;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Graphs;

class CyclesTests {

    @Test
    void edgeBackTowardsTheEntranceIsTheOneToDoWithout() {
        // storefront 0, cart 1, order 2, inventory 3, payment 4
        Graph graph = Graphs.of(5, 0, 1, 0, 2, 1, 3, 2, 3, 3, 2, 2, 4);
        List<Cycle> cycles = cycles(graph, List.of("storefront", "cart", "order", "inventory", "payment"),
                List.of(10.0, 5.0, 8.0, 5.0, 9.0, 5.0));
        assertThat(cycles).hasSize(1);
        Cycle cycle = cycles.getFirst();
        assertThat(cycle.members()).containsExactly("inventory", "order");
        assertThat(cycle.shortest()).containsExactly("inventory", "order");
        assertThat(cycle.edges()).extracting(Cycle.CycleEdge::edge).containsExactlyInAnyOrder(3, 4);
        assertThat(cycle.cuts()).extracting(Cycle.Cut::edge).containsExactly(4);
        assertThat(cycle.cuts().getFirst().explanation()).contains("inventory and order need each other",
                "inventory → order (9.0 calls a minute", "69 %", "Let order publish what inventory asks it for",
                "from 3 to 2");
    }

    @Test
    void twoCyclesAreTwoFindingsTheLargerFirst() {
        Graph graph = Graphs.of(5, 0, 1, 1, 0, 2, 3, 3, 4, 4, 2);
        List<Cycle> cycles = cycles(graph, List.of("a", "b", "c", "d", "e"), Collections.nCopies(5, 1.0));
        assertThat(cycles).extracting(Cycle::members).containsExactly(List.of("c", "d", "e"), List.of("a", "b"));
    }

    @Test
    void idDependsOnTheMembersOnly() {
        Graph one = Graphs.of(3, 0, 1, 1, 0, 2, 0);
        Graph other = Graphs.of(3, 2, 1, 1, 2);
        String id = cycles(one, List.of("a", "b", "c"), List.of(1.0, 2.0, 3.0)).getFirst().id();
        assertThat(cycles(other, List.of("x", "b", "a"), List.of(5.0, 5.0)).getFirst().id()).isEqualTo(id);
    }

    @Test
    void cuttingWhatIsAdvisedLeavesNoCycle() {
        var random = new java.util.Random(8);
        for (int round = 0; round < 500; round++) {
            Graph graph = Graphs.random(random, 8, 16);
            List<Cycle> cycles = cycles(graph, List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                    random.doubles(16, 0, 100).boxed().toList());
            boolean[] cut = new boolean[graph.edges()];
            cycles.forEach(cycle -> cycle.cuts().forEach(each -> cut[each.edge()] = true));
            Graph rest = graph.without(cut);
            Components components = Components.of(rest);
            assertThat(java.util.stream.IntStream.range(0, components.count())).noneMatch(components::isCycle);
        }
    }

    private static List<Cycle> cycles(Graph graph, List<String> names, List<Double> callsPerMinute) {
        List<EdgeUse> uses = callsPerMinute.stream().map(calls -> new EdgeUse(false, calls, false, false)).toList();
        List<Network.Node> nodes = names.stream().map(name -> new Network.Node(name, false, false)).toList();
        return Cycles.of(new Network(graph, nodes, uses), Components.of(graph));
    }
}
