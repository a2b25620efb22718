package polis.dependencymap.cycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;

/** Finds the cycles of a city and the cheapest way out of each. */
public final class Cycles {

    /** Steps that looking for the shortest cycle through every road of a component may take. */
    private static final long STEPS = 50_000_000;

    private final City city;
    private final Graph graph;
    private final Components components;
    private final double[] cost;
    private final int depth;

    private Cycles(City city, Components components) {
        this.city = city;
        this.graph = city.graph();
        this.components = components;
        this.cost = CutCost.of(city, components);
        this.depth = Depths.of(graph, components, city.stopArray()).max();
    }

    /** The cycles, those with the most members first. */
    public static List<Cycle> of(City city, Components components) {
        var search = new Cycles(city, components);
        return IntStream.range(0, components.count())
                .filter(components::isCycle)
                .mapToObj(search::cycle)
                .sorted(Comparator.comparingInt((Cycle cycle) -> -cycle.members().size()).thenComparing(Cycle::id))
                .toList();
    }

    /** The id of the cycle with these members. */
    static String idOf(List<String> sortedMembers) {
        return "cycle-%08x".formatted(String.join("\n", sortedMembers).hashCode());
    }

    private Cycle cycle(int component) {
        int[] members = components.members(component);
        List<String> names = Arrays.stream(members).mapToObj(city.names()::get).sorted().toList();
        List<Integer> cuts = FeedbackEdges.of(graph, members, cost);
        List<Cycle.CycleEdge> edges = edges(members, cuts);
        List<String> shortest = edges.stream()
                .map(Cycle.CycleEdge::shortest)
                .filter(path -> !path.isEmpty())
                .min(Comparator.comparingInt((List<String> path) -> path.size())
                        .thenComparing(path -> String.join(" ", path)))
                .orElse(names);
        return new Cycle(idOf(names), names, shortest, edges, advice(names, cuts));
    }

    private List<Cycle.CycleEdge> edges(int[] members, List<Integer> cuts) {
        List<Integer> within = new ArrayList<>();
        for (int member : members) {
            for (int i = 0; i < graph.outDegree(member); i++) {
                if (components.isWithin(graph, graph.outEdge(member, i))) {
                    within.add(graph.outEdge(member, i));
                }
            }
        }
        boolean few = (long) within.size() * within.size() <= STEPS;
        return within.stream()
                .map(edge -> new Cycle.CycleEdge(edge, few || cuts.contains(edge) ? shortest(edge) : List.of()))
                .toList();
    }

    private List<String> shortest(int edge) {
        return Arrays.stream(ShortestCycle.through(graph, components, edge)).mapToObj(city.names()::get).toList();
    }

    private List<Cycle.Cut> advice(List<String> members, List<Integer> cuts) {
        boolean[] cut = new boolean[graph.edges()];
        cuts.forEach(edge -> cut[edge] = true);
        Graph rest = graph.without(cut);
        int depthAfter = Depths.of(rest, Components.of(rest), city.stopArray()).max();
        return cuts.stream()
                .map(edge -> new Cycle.Cut(edge, explain(edge, members, cuts.size(), depthAfter)))
                .toList();
    }

    private String explain(int edge, List<String> members, int cuts, int depthAfter) {
        String from = city.names().get(graph.from(edge));
        String to = city.names().get(graph.to(edge));
        String together = members.size() == 2
                ? "%s and %s need each other: when one fails, both do.".formatted(members.get(0), members.get(1))
                : "%d services need each other: when one fails, all do.".formatted(members.size());
        String how;
        if (city.stops().get(graph.from(edge))) {
            how = "Let %s learn what it reads from %s from a service outside of the cycle.".formatted(to, from);
        } else if (city.stops().get(graph.to(edge))) {
            how = "Let a third service publish to %s what %s publishes now.".formatted(to, from);
        } else {
            how = "Let %s publish what %s asks it for to a topic, of which %s keeps its own copy."
                    .formatted(to, from, from);
        }
        String gain = cuts == 1
                ? "Then this cycle is gone"
                : "With the %d other cuts this cycle is gone".formatted(cuts - 1);
        return "%s The cheapest road to do without is %s → %s (%s). %s %s; the city's depth goes from %d to %d."
                .formatted(
                        together, from, to, use(edge), how, gain, depth, depthAfter);
    }

    private String use(int edge) {
        double calls = city.roads().get(edge).callsPerMinute();
        String rate = calls < 10 ? "%.1f calls a minute".formatted(calls) : "%.0f calls a minute".formatted(calls);
        double asked = 0;
        int from = graph.from(edge);
        for (int i = 0; i < graph.inDegree(from); i++) {
            asked += city.roads().get(graph.inEdge(from, i)).callsPerMinute();
        }
        if (asked <= 0 || calls > asked) {
            return rate;
        }
        return "%s, for %.0f %% of what %s is asked".formatted(rate, 100 * calls / asked, city.names().get(from));
    }
}
