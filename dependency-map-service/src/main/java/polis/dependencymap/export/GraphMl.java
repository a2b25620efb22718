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
        for (Drawing.Place place : drawing.places()) {
            numbers.put(place.name(), numbers.size());
            out.append("    <node id=\"n%d\">".formatted(numbers.size() - 1));
            data(out, "node", "name", place.name(), "type", place.type(), "district", place.district(), "tier",
                    place.tier(), "owner", place.owner(), "lifecycle", place.lifecycle(), "version", place.version(),
                    "rate", place.rate(), "errorShare", place.errorShare(), "p99", place.p99(), "depth", place.depth(),
                    "x", place.x(), "y", place.y(), "cycle", place.cycle());
            out.append("</node>\n");
        }
        for (Drawing.Street street : drawing.streets()) {
            out.append("    <edge source=\"n%d\" target=\"n%d\">".formatted(numbers.get(street.from()),
                    numbers.get(street.to())));
            data(out, "edge", "kind", street.asynchronous() ? "async" : "sync", "calls", street.calls(), "rate",
                    street.rate(), "errorShare", street.errorShare(), "p50", street.p50(), "p95", street.p95(), "p99",
                    street.p99(), "declared", street.declared(), "observed", street.observed(), "cycle",
                    street.cycle());
            out.append("</edge>\n");
        }
        out.append("  </graph>\n</graphml>\n");
    }

    private static void data(Paper out, String element, @Nullable Object... keysAndValues) {
        Members.of(keysAndValues).forEach((name, value) -> out.append(
                "<data key=\"%s\">%s</data>".formatted(new Key(element, name, "").id(), Xml.text(value.toString()))));
    }
}
