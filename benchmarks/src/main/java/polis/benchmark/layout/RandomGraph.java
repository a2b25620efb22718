package polis.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import polis.dependencymap.cycle.Network;
import polis.dependencymap.graph.Graph;

/**
 * A graph whose edges lead from anywhere to anywhere: nearly all of its services are on one cycle, which is the hardest
 * case.
 */
record RandomGraph(int services, List<Integer> from, List<Integer> to, List<Network.Node> nodes,
        List<Network.EdgeUse> uses) {

    static RandomGraph of(int services, int edges, long seed) {
        var random = new Random(seed);
        List<Integer> from = random.ints(edges, 0, services).boxed().toList();
        List<Integer> to = from.stream().map(start -> (start + 1 + random.nextInt(services - 1)) % services).toList();
        List<Network.Node> nodes = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            nodes.add(new Network.Node("service-" + i, false, false));
        }
        List<Network.EdgeUse> uses = new ArrayList<>();
        for (int i = 0; i < edges; i++) {
            uses.add(new Network.EdgeUse(random.nextInt(10) == 0, Math.exp(8 * random.nextDouble()),
                    random.nextInt(5) == 0, random.nextBoolean()));
        }
        return new RandomGraph(services, from, to, nodes, uses);
    }

    Graph graph() {
        return Graph.of(services, array(from), array(to));
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
