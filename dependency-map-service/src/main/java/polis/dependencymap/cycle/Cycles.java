package polis.dependencymap.cycle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;

/** Finds the cycles of a map and the cheapest way out of each. */
public final class Cycles {

    /** From so many members on, cuts and shortest cycles are sought at once: each takes a second for ten thousand. */
    private static final int LARGE = 1_000;

    private final Network network;
    private final Graph graph;
    private final Components components;
    private final double[] cost;
    private final Advice advice;

    private Cycles(Network network, Components components) {
        this.network = network;
        this.graph = network.graph();
        this.components = components;
        this.cost = CutCost.of(network, components);
        this.advice = new Advice(network, cost, Depths.of(graph, components, network.stops()).max());
    }

    /** Returns the cycles, those with the most members first. */
    public static List<Cycle> of(Network network, Components components) {
        var search = new Cycles(network, components);
        return IntStream.range(0, components.count()).filter(components::isCycle).mapToObj(search::cycle)
                .sorted(Comparator.comparingInt((Cycle cycle) -> -cycle.members().size()).thenComparing(Cycle::id))
                .toList();
    }

    /** Returns the id of the cycle with these members. */
    public static String idOf(List<String> sortedMembers) {
        return "cycle-%08x".formatted(String.join("\n", sortedMembers).hashCode());
    }

    private Cycle cycle(int component) {
        int[] members = components.members(component);
        CompletableFuture<List<Integer>> cuts = CompletableFuture.supplyAsync(
                () -> FeedbackEdges.of(graph, members, cost),
                members.length < LARGE ? Runnable::run : ForkJoinPool.commonPool());
        List<String> names = Arrays.stream(members).mapToObj(network::name).sorted().toList();
        List<Cycle.CycleEdge> edges = edges(members);
        List<String> shortest = edges
                .stream().map(Cycle.CycleEdge::shortest).filter(path -> !path.isEmpty()).min(Comparator
                        .comparingInt((List<String> path) -> path.size()).thenComparing(path -> String.join(" ", path)))
                .orElse(names);
        return new Cycle(idOf(names), names, shortest, edges, advice.of(names, cuts.join()));
    }

    private List<Cycle.CycleEdge> edges(int[] members) {
        int[] within = Arrays.stream(members)
                .flatMap(member -> IntStream.range(0, graph.outDegree(member)).map(i -> graph.outEdge(member, i)))
                .filter(edge -> graph.from(edge) != graph.to(edge) && components.isWithin(graph, edge)).toArray();
        int[][] shortest = ShortestCycles.through(graph, members, within);
        return IntStream.range(0, within.length).mapToObj(i -> new Cycle.CycleEdge(within[i], cost[within[i]],
                Arrays.stream(shortest[i]).mapToObj(network::name).toList())).toList();
    }
}
