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
        drawing.places().forEach(place -> ids.put(place.name(), "n" + ids.size()));
        List<String> districts = drawing.places().stream().map(Drawing.Place::district).distinct().toList();
        for (int i = 0; i < districts.size(); i++) {
            String district = districts.get(i);
            out.append("  subgraph d%d[\"%s\"]\n".formatted(i, text(district)));
            drawing.places().stream().filter(place -> place.district().equals(district)).forEach(place -> out
                    .append("    ").append(ids.getOrDefault(place.name(), "")).append(shape(place)).append('\n'));
            out.append("  end\n");
        }
        List<String> cyclic = new ArrayList<>();
        for (int i = 0; i < drawing.streets().size(); i++) {
            Drawing.Street street = drawing.streets().get(i);
            boolean solid = !street.asynchronous() && street.observed();
            out.append("  %s %s %s\n".formatted(ids.get(street.from()), solid ? "-->" : "-.->", ids.get(street.to())));
            if (street.cycle() != null) {
                cyclic.add(String.valueOf(i));
            }
        }
        if (!cyclic.isEmpty()) {
            out.append("  linkStyle ").append(String.join(",", cyclic)).append(" stroke:#b817cf,stroke-width:2px\n");
            out.append("  classDef cycle stroke:#b817cf,stroke-width:2px\n  class ")
                    .append(drawing.places().stream().filter(place -> place.cycle() != null)
                            .map(place -> ids.get(place.name())).collect(Collectors.joining(",")))
                    .append(" cycle\n");
        }
    }

    private static String shape(Drawing.Place place) {
        String label = "\"" + text(place.name()) + "\"";
        return switch (place.type()) {
            case "topic", "broker" -> "([" + label + "])";
            case "database", "cache" -> "[(" + label + ")]";
            case "external" -> "((" + label + "))";
            default -> "[" + label + "]";
        };
    }

    /**
     * Everything but letters, digits and a few signs as a code: Mermaid has no escape and reads HTML and Markdown in
     * labels.
     */
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
