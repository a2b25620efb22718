package polis.dependencymap.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.graph.CriticalPath;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.RenderedMap;
import polis.dependencymap.traffic.Load;

/** Follows requests to where their time goes. */
final class CriticalPaths {

    private static final int MANY = 200;
    private static final int MOST_LEGS = 20_000;

    private final RenderedMap rendered;
    private final DependencyMap map;
    private final Graph graph;
    private final Function<Load, @Nullable Double> latencyOf;
    private final double[] requests;
    private final double[] calls;
    private final double[] latency;
    private final boolean[] followed;

    CriticalPaths(RenderedMap rendered, Function<Load, @Nullable Double> latencyOf) {
        this.rendered = rendered;
        this.map = rendered.map();
        this.graph = map.graph();
        this.latencyOf = latencyOf;
        this.requests = IntStream.range(0, graph.nodes()).mapToDouble(this::requests).toArray();
        List<Edge> edges = map.topology().edges();
        this.calls = edges.stream().mapToDouble(edge -> edge.load().calls()).toArray();
        this.latency = edges.stream().mapToDouble(edge -> {
            Double known = latencyOf.apply(edge.load());
            return known == null ? Double.NaN : known;
        }).toArray();
        this.followed = new boolean[edges.size()];
        for (int i = 0; i < followed.length; i++) {
            followed[i] = !edges.get(i).asynchronous();
        }
    }

    /** Returns what came in; for one that reports none of it, a client, the most that went out over one edge. */
    private double requests(int node) {
        double known = rendered.load(node).calls();
        for (int i = 0; known == 0 && i < graph.outDegree(node); i++) {
            known = Math.max(known, (double) map.topology().edges().get(graph.outEdge(node, i)).load().calls());
        }
        return known;
    }

    /** Returns the paths from these, the first of them as far as there is room for their hops. */
    List<CriticalPathsView.PathView> from(int[] entrances) {
        List<CriticalPathsView.PathView> paths = new ArrayList<>();
        int hops = 0;
        for (int i = 0; i < entrances.length && hops < MOST_LEGS; i++) {
            CriticalPathsView.PathView path = from(entrances[i]);
            paths.add(path);
            hops += 1 + path.path().size();
        }
        return paths;
    }

    private CriticalPathsView.PathView from(int entrance) {
        Double whole = latencyOf.apply(rendered.load(entrance));
        List<CriticalPath.Hop> hops = CriticalPath.from(entrance, graph, requests, calls, latency, followed);
        Double own = hops.isEmpty() ? whole : latencyOf.apply(rendered.load(graph.to(hops.getLast().edge())));
        return new CriticalPathsView.PathView(map.topology().nodes().get(entrance).name(), whole,
                hops.stream().map(hop -> hop(hop, whole)).toList(), own);
    }

    private CriticalPathsView.HopView hop(CriticalPath.Hop hop, @Nullable Double whole) {
        Edge edge = map.topology().edges().get(hop.edge());
        return new CriticalPathsView.HopView(edge.from(), edge.to(), edge.kind(),
                RenderedMap.rounded(hop.callsPerRequest()), RenderedMap.rounded(latency[hop.edge()]),
                RenderedMap.rounded(hop.contribution()),
                whole == null || whole == 0 ? null : RenderedMap.rounded(hop.contribution() / whole));
    }

    /** Returns the nodes that call others and are called by nobody; the busiest first where there are very many. */
    int[] entrances() {
        int[] all = IntStream.range(0, graph.nodes())
                .filter(node -> map.observedGraph().fanIn(node) == 0 && map.observedGraph().fanOut(node) > 0).toArray();
        return all.length <= MANY
                ? all
                : Arrays.stream(all).boxed().sorted(Comparator.comparingDouble(node -> -requests[node]))
                        .mapToInt(Integer::intValue).toArray();
    }
}
