package polis.dependencymap.export;

import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The DOT language of Graphviz; districts are clusters. */
public final class Dot implements Exporter {

    @Override
    public void write(Drawing drawing, Writer writer) {
        var out = new Paper(writer)
                .append("""
                        digraph map {
                          rankdir=LR;
                          graph [fontname="Inter, Helvetica, sans-serif", style="rounded,filled", color="#e3e1d9", fillcolor="#f5f4ef"];
                          node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#b9bcc8", fontname="Inter, Helvetica, sans-serif"];
                          edge [color="#8f93a3", fontname="Inter, Helvetica, sans-serif"];
                        """);
        drawing.notices().forEach(notice -> out.append("  // ").append(notice).append('\n'));
        List<String> districts = drawing.nodes().stream().map(Drawing.Node::district).distinct().toList();
        for (int i = 0; i < districts.size(); i++) {
            String district = districts.get(i);
            out.append("  subgraph cluster_%d {\n    label=%s;\n".formatted(i, quoted(district)));
            drawing.nodes().stream().filter(node -> node.district().equals(district))
                    .forEach(node -> out.append("    ").append(node(node)));
            out.append("  }\n");
        }
        drawing.edges().forEach(edge -> out.append("  ").append(edge(edge)));
        out.append("}\n");
    }

    private static String node(Drawing.Node node) {
        String shape = switch (node.type()) {
            case "topic", "broker" -> "cds";
            case "database", "cache" -> "cylinder";
            case "external" -> "ellipse";
            default -> "box";
        };
        String tier = node.tier() == null ? "" : " T" + node.tier();
        String color = node.cycle() == null ? "" : ", color=\"#b817cf\", penwidth=2";
        return "%s [label=%s, shape=%s%s];\n".formatted(quoted(node.name()),
                quoted(node.name() + tier + "\n" + rate(node.rate())), shape, color);
    }

    private static String edge(Drawing.Edge edge) {
        String style = edge.asynchronous() || !edge.observed() ? "dashed" : "solid";
        String color = edge.cycle() != null
                ? ", color=\"#b817cf\""
                : edge.errorShare() >= 0.05
                        ? ", color=\"#cf3b3b\""
                        : edge.errorShare() >= 0.01 ? ", color=\"#b3620c\"" : "";
        return "%s -> %s [style=%s, penwidth=%s, tooltip=%s%s];\n".formatted(quoted(edge.from()), quoted(edge.to()),
                style, String.format(Locale.ROOT, "%.1f", 1 + Math.log10(1 + edge.rate())), quoted(rate(edge.rate())),
                color);
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.1f/s", rate);
    }

    /** Returns a quoted identifier. Backslashes are doubled: in labels they would begin an escape. */
    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
            }
        });
        return out.append('"').toString();
    }
}
