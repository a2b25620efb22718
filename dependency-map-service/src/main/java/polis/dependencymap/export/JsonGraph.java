package polis.dependencymap.export;

import java.io.Writer;
import java.util.Map;
import java.util.stream.Stream;

/** JSON Graph Format, version 2 (jsongraphformat.info). */
public final class JsonGraph implements Exporter {

    @Override
    public void write(Drawing drawing, Writer writer) {
        var nodes = new Json.Each(drawing.nodes().stream()
                .map(node -> Map.<String, Object>entry(node.name(), Members.of("label", node.name(), "metadata",
                        Members.of("type", node.type(), "district", node.district(), "tier", node.tier(), "owner",
                                node.owner(), "lifecycle", node.lifecycle(), "version", node.version(), "rate",
                                node.rate(), "errorShare", node.errorShare(), "p99", node.p99(), "depth", node.depth(),
                                "x", node.x(), "y", node.y(), "cycle", node.cycle(), "stale", node.stale())))));
        Stream<Map<String, Object>> edges = drawing.edges().stream().map(edge -> Members.of("source", edge.from(),
                "target", edge.to(), "relation", edge.asynchronous() ? "sends to" : "calls", "directed", true,
                "metadata",
                Members.of("kind", edge.asynchronous() ? "async" : "sync", "calls", edge.calls(), "rate", edge.rate(),
                        "errorShare", edge.errorShare(), "p50", edge.p50(), "p95", edge.p95(), "p99", edge.p99(),
                        "declared", edge.declared(), "observed", edge.observed(), "cycle", edge.cycle())));
        Json.write(Members.of("graph",
                Members.of("directed", true, "type", "dependency map", "label", "Dependency map", "metadata",
                        Members.of("from", drawing.from().toString(), "to", drawing.to().toString(), "notices",
                                drawing.notices().isEmpty() ? null : drawing.notices()),
                        "nodes", nodes, "edges", edges)),
                writer);
    }
}
