package polis.dependencymap.export;

import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A flowchart of Mermaid, as GitHub and GitLab show it in Markdown. */
public final class Mermaid implements Exporter {

    @Override
    public void write(Drawing drawing, Writer writer) {
        var out = new Paper(writer).append("flowchart LR\n");
        drawing.notices().forEach(notice -> out.append("  %% ").append(notice).append('\n'));
        Map<String, String> ids = new HashMap<>();
        drawing.nodes().forEach(node -> ids.put(node.name(), "n" + ids.size()));
        List<String> districts = drawing.nodes().stream().map(Drawing.Node::district).distinct().toList();
        for (int i = 0; i < districts.size(); i++) {
            String district = districts.get(i);
            out.append("  subgraph d%d[\"%s\"]\n".formatted(i, text(district)));
            drawing.nodes().stream().filter(node -> node.district().equals(district)).forEach(node -> out.append("    ")
                    .append(ids.getOrDefault(node.name(), "")).append(shape(node)).append('\n'));
            out.append("  end\n");
        }
        List<String> cyclic = new ArrayList<>();
        for (int i = 0; i < drawing.edges().size(); i++) {
            Drawing.Edge edge = drawing.edges().get(i);
            boolean solid = !edge.asynchronous() && edge.observed();
            out.append("  %s %s %s\n".formatted(ids.get(edge.from()), solid ? "-->" : "-.->", ids.get(edge.to())));
            if (edge.cycle() != null) {
                cyclic.add(String.valueOf(i));
            }
        }
        if (!cyclic.isEmpty()) {
            out.append("  linkStyle ").append(String.join(",", cyclic)).append(" stroke:#b817cf,stroke-width:2px\n");
            out.append("  classDef cycle stroke:#b817cf,stroke-width:2px\n  class ")
                    .append(drawing.nodes().stream().filter(node -> node.cycle() != null)
                            .map(node -> ids.get(node.name())).collect(Collectors.joining(",")))
                    .append(" cycle\n");
        }
    }

    private static String shape(Drawing.Node node) {
        String label = "\"" + text(node.name()) + "\"";
        return switch (node.type()) {
            case "topic", "broker" -> "([" + label + "])";
            case "database", "cache" -> "[(" + label + ")]";
            case "external" -> "((" + label + "))";
            default -> "[" + label + "]";
        };
    }

    /** Returns all but letters, digits and a few signs as codes: Mermaid reads HTML and Markdown in labels. */
    private static String text(String plain) {
        var out = new StringBuilder();
        plain.codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point) || " -./:".indexOf(point) >= 0) {
                out.appendCodePoint(point);
            } else if (Character.isISOControl(point)) {
                out.append(' ');
            } else {
                out.append('#').append(point).append(';');
            }
        });
        return out.toString();
    }
}
