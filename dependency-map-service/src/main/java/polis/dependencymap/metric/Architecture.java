package polis.dependencymap.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.map.MapViews;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Measure;
import polis.dependencymap.traffic.Node;

/** Measures a whole map. */
record Architecture(DependencyMap map, NodeMetrics nodes) {

    static Architecture of(DependencyMap map) {
        return new Architecture(map, new NodeMetrics(map));
    }

    MetricsView.ArchitectureView view() {
        Measure measure = map.measure();
        return new MetricsView.ArchitectureView(measure.services(), measure.nodes(), measure.edges(), measure.depth(),
                deepest(), breadth(map), most(map.graph()::fanIn), most(map.graph()::fanOut), measure.cycles(),
                measure.cyclic());
    }

    private List<String> deepest() {
        return IntStream.range(0, map.topology().nodes().size())
                .reduce((best, each) -> nodes.longestChain(each) > nodes.longestChain(best) ? each : best).stream()
                .mapToObj(nodes::chain).findFirst().orElse(List.of());
    }

    static int breadth(DependencyMap map) {
        Map<Integer, Integer> wide = new HashMap<>();
        for (int i = 0; i < map.topology().nodes().size(); i++) {
            if (map.topology().nodes().get(i).type() != NodeType.TOPIC) {
                wide.merge(map.depths().of(i), 1, Integer::sum);
            }
        }
        return wide.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private MetricsView.@Nullable ExtremeView most(IntUnaryOperator count) {
        return IntStream.range(0, map.topology().nodes().size())
                .reduce((best, each) -> count.applyAsInt(each) > count.applyAsInt(best) ? each : best).stream()
                .mapToObj(node -> new MetricsView.ExtremeView(map.topology().nodes().get(node).name(),
                        count.applyAsInt(node)))
                .findFirst().orElse(null);
    }

    List<MetricsView.ItemView> items() {
        return IntStream.range(0, map.topology().nodes().size()).mapToObj(this::item).toList();
    }

    private MetricsView.ItemView item(int number) {
        Node node = map.topology().nodes().get(number);
        CatalogEntry entry = map.entry(node);
        int fanIn = map.graph().fanIn(number);
        int fanOut = map.graph().fanOut(number);
        return new MetricsView.ItemView(node.name(), DependencyMap.typeName(node.type()),
                entry == null ? null : entry.tier(), map.depths().of(number), fanIn, fanOut, nodes.callers(number),
                nodes.callees(number), nodes.longestChain(number), MapViews.instability(fanIn, fanOut),
                map.cycleOf(number));
    }
}
