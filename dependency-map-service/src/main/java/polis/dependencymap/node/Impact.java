package polis.dependencymap.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Outage;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.RenderedMap;
import polis.dependencymap.traffic.Node;

/** Computes the impact of an outage of one node, from the edges with traffic. */
final class Impact {

    private static final int MOST_LISTED = 1_000;

    private final RenderedMap rendered;
    private final DependencyMap map;
    private final Graph graph;
    private final int stopped;
    private final Outage outage;
    private final double[] requests;
    private final double[] shares;

    Impact(RenderedMap rendered, int stopped) {
        this.rendered = rendered;
        this.map = rendered.map();
        this.graph = map.observedGraph();
        this.stopped = stopped;
        List<Edge> edges = map.observed();
        boolean[] asynchronous = new boolean[edges.size()];
        double[] calls = new double[edges.size()];
        for (int i = 0; i < asynchronous.length; i++) {
            asynchronous[i] = edges.get(i).asynchronous();
            calls[i] = edges.get(i).load().calls();
        }
        this.outage = Outage.of(graph, asynchronous, map.channels(), stopped);
        this.requests = IntStream.range(0, graph.nodes()).mapToDouble(this::requests).toArray();
        this.shares = outage.shares(requests, calls);
    }

    /** Returns what came in; for one that reports none of it, a client, the most that went out over one edge. */
    private double requests(int node) {
        double known = rendered.load(node).calls();
        for (int i = 0; known == 0 && i < graph.outDegree(node); i++) {
            known = Math.max(known, (double) map.observed().get(graph.outEdge(node, i)).load().calls());
        }
        return known;
    }

    ImpactView view() {
        boolean[] channels = map.channels();
        int[] allHurt = IntStream.range(0, graph.nodes()).filter(outage::isHurt).toArray();
        int[] allDelayed = IntStream.range(0, graph.nodes())
                .filter(node -> !channels[node] && (outage.waits(node) || outage.starves(node))).toArray();
        // The nearest: a path to each of very many is more than anybody reads.
        List<ImpactView.HurtView> hurt = nearest(allHurt).mapToObj(this::hurt)
                .sorted(Comparator.comparingInt(ImpactView.HurtView::steps).thenComparing(ImpactView.HurtView::name))
                .toList();
        List<ImpactView.DelayedView> delayed = nearest(allDelayed).mapToObj(this::delayed).sorted(
                Comparator.comparingInt(ImpactView.DelayedView::steps).thenComparing(ImpactView.DelayedView::name))
                .toList();
        Map<String, Integer> tiers = new TreeMap<>();
        double entrance = 0;
        double most = 0;
        for (int node : allHurt) {
            CatalogEntry entry = map.entry(map.topology().nodes().get(node));
            Integer tier = entry == null ? null : entry.tier();
            tiers.merge(tier == null ? "unknown" : tier.toString(), 1, Integer::sum);
            double failing = RenderedMap.rounded(shares[node] * requests[node] / rendered.seconds());
            entrance += graph.fanIn(node) == 0 ? failing : 0;
            most = Math.max(most, failing);
        }
        List<String> notices = new ArrayList<>(rendered.notices());
        if (hurt.size() < allHurt.length || delayed.size() < allDelayed.length) {
            notices.add(
                    "Of those that are hurt and of those that are delayed the %d nearest are listed; the summary is of all."
                            .formatted(MOST_LISTED));
        }
        return new ImpactView(map.topology().nodes().get(stopped).name(), rendered.range().from(),
                rendered.range().to(), rendered.stale(), new ImpactView.SummaryView(allHurt.length, allDelayed.length,
                        RenderedMap.rounded(entrance), RenderedMap.rounded(entrance > 0 ? entrance : most), tiers),
                hurt, delayed, notices);
    }

    private IntStream nearest(int[] nodes) {
        return nodes.length <= MOST_LISTED
                ? Arrays.stream(nodes)
                : Arrays.stream(nodes).mapToObj(node -> new int[] {node, outage.path(node).size()})
                        .sorted(Comparator.comparingInt(each -> each[1])).limit(MOST_LISTED).mapToInt(each -> each[0]);
    }

    private ImpactView.HurtView hurt(int number) {
        Node node = map.topology().nodes().get(number);
        CatalogEntry entry = map.entry(node);
        List<String> path = path(number);
        return new ImpactView.HurtView(node.name(), DependencyMap.typeName(node.type()),
                entry == null ? null : entry.tier(), entry == null ? null : entry.owner(), path, path.size() - 1,
                RenderedMap.rounded(shares[number] * requests[number] / rendered.seconds()),
                RenderedMap.rounded(shares[number]), graph.fanIn(number) == 0);
    }

    private ImpactView.DelayedView delayed(int number) {
        Node node = map.topology().nodes().get(number);
        CatalogEntry entry = map.entry(node);
        List<String> path = path(number);
        boolean waits = outage.waits(number);
        // Channels are stops on the way and no steps.
        boolean[] channels = map.channels();
        int steps = (int) path.stream().filter(name -> !channels[map.topology().numberOf(name)]).count() - 1;
        String start = path.getFirst();
        String next = path.get(1);
        double messages = map.observed().stream().filter(edge -> edge.from().equals(start) && edge.to().equals(next))
                .mapToDouble(edge -> edge.load().calls()).sum();
        return new ImpactView.DelayedView(node.name(), DependencyMap.typeName(node.type()),
                entry == null ? null : entry.tier(), entry == null ? null : entry.owner(), path, Math.max(1, steps),
                RenderedMap.rounded(messages / rendered.seconds()), waits ? "messages-wait" : "no-messages");
    }

    private List<String> path(int number) {
        return outage.path(number).stream().map(node -> map.topology().nodes().get(node).name()).toList();
    }
}
