package polis.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import polis.dependencymap.cycle.Network;
import polis.dependencymap.graph.Graph;

/**
 * A city whose roads lead from anywhere to anywhere: nearly all of its services are on one cycle, which is the hardest
 * case.
 */
record RandomCity(int services, List<Integer> from, List<Integer> to, List<Network.Place> places,
        List<Network.RoadUse> uses) {

    static RandomCity of(int services, int roads, long seed) {
        var random = new Random(seed);
        List<Integer> from = random.ints(roads, 0, services).boxed().toList();
        List<Integer> to = from.stream().map(start -> (start + 1 + random.nextInt(services - 1)) % services).toList();
        List<Network.Place> places = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            places.add(new Network.Place("service-" + i, false, false));
        }
        List<Network.RoadUse> uses = new ArrayList<>();
        for (int i = 0; i < roads; i++) {
            uses.add(new Network.RoadUse(random.nextInt(10) == 0, Math.exp(8 * random.nextDouble()),
                    random.nextInt(5) == 0, random.nextBoolean()));
        }
        return new RandomCity(services, from, to, places, uses);
    }

    Graph graph() {
        return Graph.of(services, array(from), array(to));
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
