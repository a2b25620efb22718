package polis.dependencymap.export;

import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GraphML (graphml.graphdrawing.org), as Gephi, yEd and NetworkX read it. Nodes are numbered, their names are data. */
public final class GraphMl implements Exporter {

    private record Key(String element, String name, String type) {

        String id() {
            return element.charAt(0) + "-" + name;
        }
    }

    private static final List<Key> KEYS = List.of(new Key("node", "name", "string"), new Key("node", "type", "string"),
            new Key("node", "district", "string"), new Key("node", "tier", "int"), new Key("node", "owner", "string"),
            new Key("node", "lifecycle", "string"), new Key("node", "version", "string"),
            new Key("node", "rate", "double"), new Key("node", "errorShare", "double"),
            new Key("node", "p99", "double"), new Key("node", "depth", "int"), new Key("node", "x", "int"),
            new Key("node", "y", "int"), new Key("node", "cycle", "string"), new Key("edge", "kind", "string"),
            new Key("edge", "calls", "long"), new Key("edge", "rate", "double"),
            new Key("edge", "errorShare", "double"), new Key("edge", "p50", "double"), new Key("edge", "p95", "double"),
            new Key("edge", "p99", "double"), new Key("edge", "declared", "boolean"),
            new Key("edge", "observed", "boolean"), new Key("edge", "cycle", "string"));

    @Override
    public void write(Drawing drawing, Writer writer) {
        var out = new Paper(writer).append("""
                <?xml version="1.0" encoding="UTF-8"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                """);
        KEYS.forEach(key -> out.append("  <key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n"
                .formatted(key.id(), key.element(), key.name(), key.type())));
        out.append("  <graph id=\"map\" edgedefault=\"directed\">\n");
        drawing.notices().forEach(notice -> out.append("    <desc>").append(Xml.text(notice)).append("</desc>\n"));
        Map<String, Integer> numbers = new HashMap<>();
        for (Drawing.Node node : drawing.nodes()) {
            numbers.put(node.name(), numbers.size());
            out.append("    <node id=\"n%d\">".formatted(numbers.size() - 1));
            data(out, "node", "name", node.name(), "type", node.type(), "district", node.district(), "tier",
                    node.tier(), "owner", node.owner(), "lifecycle", node.lifecycle(), "version", node.version(),
                    "rate", node.rate(), "errorShare", node.errorShare(), "p99", node.p99(), "depth", node.depth(), "x",
                    node.x(), "y", node.y(), "cycle", node.cycle());
            out.append("</node>\n");
        }
        for (Drawing.Edge edge : drawing.edges()) {
            out.append("    <edge source=\"n%d\" target=\"n%d\">".formatted(numbers.get(edge.from()),
                    numbers.get(edge.to())));
            data(out, "edge", "kind", edge.asynchronous() ? "async" : "sync", "calls", edge.calls(), "rate",
                    edge.rate(), "errorShare", edge.errorShare(), "p50", edge.p50(), "p95", edge.p95(), "p99",
                    edge.p99(), "declared", edge.declared(), "observed", edge.observed(), "cycle", edge.cycle());
            out.append("</edge>\n");
        }
        out.append("  </graph>\n</graphml>\n");
    }

    private static void data(Paper out, String element, @Nullable Object... keysAndValues) {
        Members.of(keysAndValues).forEach((name, value) -> out.append(
                "<data key=\"%s\">%s</data>".formatted(new Key(element, name, "").id(), Xml.text(value.toString()))));
    }
}
