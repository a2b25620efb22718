package polis.dependencymap.map;

import java.util.List;
import polis.dependencymap.export.Drawing;

/** Takes from a map what is drawn in other formats. */
final class Drawings {

    private Drawings() {}

    static Drawing of(MapView map) {
        List<Drawing.Node> nodes = map.nodes().stream()
                .map(node -> new Drawing.Node(node.name(), node.type(), node.district(), node.tier(), node.owner(),
                        node.lifecycle(), node.version(), node.rate(), node.errorShare(), node.p99(), node.depth(),
                        node.x(), node.y(), node.cycle(), node.stale()))
                .toList();
        List<Drawing.Edge> edges = map.edges().stream()
                .map(edge -> new Drawing.Edge(edge.from(), edge.to(), edge.kind().equals("async"), edge.calls(),
                        edge.errors(), edge.rate(), edge.errorShare(), edge.p50(), edge.p95(), edge.p99(),
                        edge.declared(), edge.observed(), edge.cycle()))
                .toList();
        List<Drawing.Band> bands = map.districts().stream()
                .map(band -> new Drawing.Band(band.name(), band.y(), band.height())).toList();
        return new Drawing(map.from(), map.to(), nodes, edges, bands, map.size().width(), map.size().height(),
                map.notices());
    }
}
