package polis.dependencymap.cycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import polis.dependencymap.change.Change;
import polis.dependencymap.cycle.Cycle.Kind;
import polis.dependencymap.cycle.Cycle.Proposal;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;

// ADR 40
/**
 * Explains for every edge to cut why it is chosen and how to do without it. Both ways leave no cycle behind: what is
 * inverted leads from the one that comes earlier in the order without cycles to the later one, and what is extracted
 * calls nobody.
 */
final class Advice {

    private final Network network;
    private final Graph graph;
    private final double[] cost;
    private final int depth;
    private final Set<String> taken = new HashSet<>();

    Advice(Network network, double[] cost, int depth) {
        this.network = network;
        this.graph = network.graph();
        this.cost = cost;
        this.depth = depth;
        network.nodes().forEach(node -> taken.add(node.name()));
    }

    List<Cycle.Cut> of(List<String> members, List<Integer> cuts) {
        boolean[] cut = new boolean[graph.edges()];
        Map<Integer, Integer> asked = new HashMap<>();
        for (int edge : cuts) {
            cut[edge] = true;
            asked.merge(graph.to(edge), 1, Integer::sum);
        }
        Graph rest = graph.without(cut);
        int depthAfter = Depths.of(rest, Components.of(rest), network.stops()).max();
        List<Cycle.Cut> advice = new ArrayList<>();
        for (int edge : cuts) {
            List<Proposal> proposals = proposals(edge, asked.getOrDefault(graph.to(edge), 0) > 1);
            advice.add(new Cycle.Cut(edge, cost[edge],
                    explain(edge, members, proposals.getFirst(), cuts.size(), depthAfter), proposals));
        }
        return advice;
    }

    /** Several who ask the same one share something: that is worth a service of its own. */
    private List<Proposal> proposals(int edge, boolean shared) {
        String from = network.name(graph.from(edge));
        String to = network.name(graph.to(edge));
        boolean asynchronous = network.edges().get(edge).asynchronous();
        var cut = new Change.Cut(from, to, asynchronous);
        double load = network.edges().get(edge).callsPerMinute() / 60;
        if (network.isChannel(graph.from(edge))) {
            String reader = free(to + "-reader");
            return List.of(new Proposal(Kind.EXTRACT,
                    "Let %s learn what it reads from %s from a service outside of the cycle: move that part of it to %s."
                            .formatted(to, from, reader),
                    List.of(cut, new Change.AddService(reader, null, null, null),
                            new Change.Connect(from, reader, true, load, true))));
        }
        if (network.isChannel(graph.to(edge))) {
            String publisher = free(from + "-publisher");
            return List.of(new Proposal(Kind.EXTRACT,
                    "Let a third service, %s, publish to %s what %s publishes now.".formatted(publisher, to, from),
                    List.of(cut, new Change.AddService(publisher, null, null, null),
                            new Change.Connect(publisher, to, true, load, true))));
        }
        String topic = free(to + ".changed");
        var invert = new Proposal(Kind.INVERT,
                "Let %s publish what %s asks it for to a topic, %s, of which %s keeps its own copy.".formatted(to, from,
                        topic, from),
                List.of(new Change.Invert(from, to, topic)));
        String service = free(to + "-shared");
        var extract = new Proposal(Kind.EXTRACT,
                "Move the part of %s that %s asks for to a third service, %s, which both call and which calls neither."
                        .formatted(to, from, service),
                List.of(new Change.Extract(from, to, service)));
        return shared ? List.of(extract, invert) : List.of(invert, extract);
    }

    private String free(String wanted) {
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    private String explain(int edge, List<String> members, Proposal first, int cuts, int depthAfter) {
        String together = members.size() == 2
                ? "%s and %s need each other: when one fails, both do.".formatted(members.get(0), members.get(1))
                : "%d services need each other: when one fails, all do.".formatted(members.size());
        String gain = cuts == 1
                ? "Then this cycle is gone"
                : "With the %d other cuts this cycle is gone".formatted(cuts - 1);
        return "%s The cheapest edge to cut is %s → %s (%s). %s %s; the depth goes from %d to %d.".formatted(together,
                network.name(graph.from(edge)), network.name(graph.to(edge)), use(edge), first.text(), gain, depth,
                depthAfter);
    }

    private String use(int edge) {
        double calls = network.edges().get(edge).callsPerMinute();
        String rate = calls < 10 ? "%.1f calls a minute".formatted(calls) : "%.0f calls a minute".formatted(calls);
        double asked = 0;
        int from = graph.from(edge);
        for (int i = 0; i < graph.inDegree(from); i++) {
            asked += network.edges().get(graph.inEdge(from, i)).callsPerMinute();
        }
        if (asked <= 0 || calls > asked) {
            return rate;
        }
        return "%s, for %.0f %% of what %s is asked".formatted(rate, 100 * calls / asked, network.name(from));
    }
}
