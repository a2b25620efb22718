package polis.dependencymap.export;

import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The map as an SVG picture, in the console's colours, light or dark as the viewer's system is. */
public final class Svg implements Exporter {

    private static final int LEFT = 24;
    private static final int TOP = 56;
    private static final int NODE_WIDTH = 150;
    private static final int NODE_HEIGHT = 46;
    private static final int STOP_WIDTH = 116;
    private static final int STOP_HEIGHT = 24;
    private static final int FOOT = 40;

    private static final String STYLE = """
              :root { color-scheme: light dark; }
              svg { --paper: #f5f4ef; --node: #ffffff; --line: #e3e1d9; --ink: #161a22; --quiet: #5c6371; --edge: #b9bcc8;
                --good: #2f9e68; --accent: #2461d8; --warn: #b3620c; --bad: #cf3b3b; --cycle: #b817cf;
                --d0: #ece9e1; --d1: #e3ebe7; --d2: #e9e5ed; --d3: #e3e8f0; --d4: #efe9e3; }
              @media (prefers-color-scheme: dark) {
                svg { --paper: #0f1218; --node: #222833; --line: #2b313d; --ink: #eef1f6; --quiet: #98a1b2; --edge: #4a5160;
                  --good: #45c48a; --accent: #6b9cf8; --warn: #f0a24a; --bad: #f27070; --cycle: #e879f9;
                  --d0: #1a1e26; --d1: #181f20; --d2: #1e1a24; --d3: #191f2a; --d4: #201c1a; } }
              text { font: 11px Inter, system-ui, -apple-system, "Segoe UI", sans-serif; fill: var(--quiet); }
              .paper { fill: var(--paper); }
              .d0 { fill: var(--d0); } .d1 { fill: var(--d1); } .d2 { fill: var(--d2); } .d3 { fill: var(--d3); } .d4 { fill: var(--d4); }
              .band { font-size: 12.5px; font-weight: 600; }
              .column, .mid { text-anchor: middle; }
              .wall { fill: var(--node); stroke: var(--line); }
              .name { font-size: 13px; fill: var(--ink); } .vital .name { font-weight: 700; }
              .tier { font-size: 10.5px; text-anchor: end; }
              .bar { fill: var(--edge); } .run { fill: var(--good); } .moving { fill: var(--accent); } .failed { fill: var(--bad); }
              .halo { fill: var(--cycle); fill-opacity: .14; stroke: var(--cycle); stroke-dasharray: 4 3; }
              .edge { fill: none; stroke: var(--edge); stroke-linecap: round; }
              .tip { fill: var(--edge); }
              .warn { stroke: var(--warn); } .bad { stroke: var(--bad); } .cycle { stroke: var(--cycle); }
              .tip.warn { fill: var(--warn); stroke: none; } .tip.bad { fill: var(--bad); stroke: none; } .tip.cycle { fill: var(--cycle); stroke: none; }
              text.warn { fill: var(--warn); stroke: none; } text.bad { fill: var(--bad); stroke: none; }
              .async { stroke-dasharray: 5 4; } .dead { opacity: .45; }
            """;

    @Override
    public void write(Drawing drawing, Writer writer) {
        int width = Math.max(420, drawing.width()) + 2 * LEFT;
        int height = TOP + Math.max(60, drawing.height()) + FOOT;
        var out = new Paper(writer);
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"Dependency map\">\n"
                        .formatted(width, height, width, height));
        out.append("<title>Dependency map, ").append(drawing.from()).append(" to ").append(drawing.to())
                .append("</title>\n<style>\n").append(STYLE).append("</style>\n");
        out.append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        bands(drawing, width, out);
        Map<String, Drawing.Node> nodes = new HashMap<>();
        drawing.nodes().forEach(node -> nodes.put(node.name(), node));
        List<Drawing.Edge> onTop = new ArrayList<>();
        for (Drawing.Edge edge : drawing.edges()) {
            if (edge.cycle() == null) {
                edge(edge, nodes, out);
            } else {
                onTop.add(edge);
            }
        }
        onTop.forEach(edge -> edge(edge, nodes, out));
        drawing.nodes().forEach(node -> node(node, out));
        legend(drawing, height, out);
        out.append("</svg>\n");
    }

    private static void bands(Drawing drawing, int width, Paper out) {
        for (int i = 0; i < drawing.bands().size(); i++) {
            Drawing.Band band = drawing.bands().get(i);
            out.append("<rect class=\"d%d\" x=\"8\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>".formatted(i % 5,
                    TOP + band.y(), width - 16, band.height()));
            out.append("<text class=\"band\" x=\"20\" y=\"%d\">%s</text>\n".formatted(TOP + band.y() + 22,
                    Xml.text(band.name())));
        }
        drawing.nodes().stream().filter(node -> !isStop(node)).mapToInt(Drawing.Node::x).distinct().sorted()
                .forEach(x -> drawing.nodes().stream().filter(node -> node.x() == x && !isStop(node)).findFirst()
                        .ifPresent(node -> out.append("<text class=\"column\" x=\"%d\" y=\"40\">depth %d</text>\n"
                                .formatted(LEFT + x, node.depth()))));
    }

    private static boolean isStop(Drawing.Node node) {
        return node.type().equals("topic");
    }

    private static void edge(Drawing.Edge edge, Map<String, Drawing.Node> nodes, Paper out) {
        Drawing.Node from = nodes.get(edge.from());
        Drawing.Node to = nodes.get(edge.to());
        if (from == null || to == null) {
            return;
        }
        String state = edge.cycle() != null
                ? " cycle"
                : edge.errorShare() >= 0.05 ? " bad" : edge.errorShare() >= 0.01 ? " warn" : "";
        String style = state + (edge.asynchronous() ? " async" : "") + (edge.observed() ? "" : " dead");
        int x1 = LEFT + from.x() + half(from);
        int y1 = TOP + from.y();
        int x2 = LEFT + to.x() - half(to) - 6;
        int y2 = TOP + to.y();
        int bend = x2 > x1 ? Math.max(24, (x2 - x1) / 2) : 70;
        out.append(String.format(Locale.ROOT,
                "<path class=\"edge%s\" stroke-width=\"%.1f\" d=\"M%d %dC%d %d %d %d %d %d\"><title>%s</title></path>",
                style, 1 + Math.log10(1 + 10 * edge.rate()), x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2,
                Xml.text("%s → %s, %s".formatted(edge.from(), edge.to(),
                        sign(edge.rate(), edge.p99(), edge.errorShare())))));
        out.append("<path class=\"tip%s\" d=\"M%d %dl-7 -4v8z\"/>\n".formatted(state, x2 + 6, y2));
    }

    private static int half(Drawing.Node node) {
        return (isStop(node) ? STOP_WIDTH : NODE_WIDTH) / 2;
    }

    private static void node(Drawing.Node node, Paper out) {
        int x = LEFT + node.x() - half(node);
        int y = TOP + node.y() - (isStop(node) ? STOP_HEIGHT : NODE_HEIGHT) / 2;
        if (isStop(node)) {
            out.append(
                    "<g><rect class=\"wall%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/><text class=\"mid\" x=\"%d\" y=\"%d\">⇢ %s</text></g>\n"
                            .formatted(node.cycle() == null ? "" : " cycle", x, y, STOP_WIDTH, STOP_HEIGHT,
                                    LEFT + node.x(), y + 16, shortened(node.name(), 16)));
            return;
        }
        boolean vital = node.tier() != null && node.tier() == 0;
        out.append(vital ? "<g class=\"vital\">" : "<g>");
        out.append("<title>").append(Xml.text(node.name())).append("</title>");
        if (node.cycle() != null) {
            out.append("<rect class=\"halo\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>".formatted(x - 6,
                    y - 6, NODE_WIDTH + 12, NODE_HEIGHT + 12));
        }
        out.append("<rect class=\"wall\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>".formatted(x, y,
                NODE_WIDTH, NODE_HEIGHT));
        out.append("<rect class=\"bar %s\" x=\"%d\" y=\"%d\" width=\"4\" height=\"%d\" rx=\"2\"/>"
                .formatted(bar(node.lifecycle()), x, y + 4, NODE_HEIGHT - 8));
        out.append("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>".formatted(x + 13, y + 20,
                shortened(node.name(), 16)));
        if (node.tier() != null) {
            out.append("<text class=\"tier\" x=\"%d\" y=\"%d\">T%d</text>".formatted(x + NODE_WIDTH - 8, y + 19,
                    node.tier()));
        }
        String health = node.errorShare() >= 0.05 ? "bad" : node.errorShare() >= 0.01 ? "warn" : "quiet";
        out.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text></g>\n".formatted(health, x + 13, y + 37,
                sign(node.rate(), node.p99(), node.errorShare())));
    }

    private static String bar(@Nullable String lifecycle) {
        return switch (lifecycle) {
            case null -> "";
            case "RUN" -> "run";
            case "FAILED" -> "failed";
            default -> "moving";
        };
    }

    private static String sign(double rate, @Nullable Double p99, double errorShare) {
        String load = rate >= 1000
                ? String.format(Locale.ROOT, "%.1fk rps", rate / 1000)
                : String.format(Locale.ROOT, rate >= 10 || rate == 0 ? "%.0f rps" : "%.2g rps", rate);
        String slow = p99 == null ? "" : String.format(Locale.ROOT, p99 < 10 ? " · %.1f ms" : " · %.0f ms", p99);
        String errors = errorShare < 0.01 ? "" : String.format(Locale.ROOT, " · %.1f %%", 100 * errorShare);
        return load + slow + errors;
    }

    private static String shortened(String name, int most) {
        int points = name.codePointCount(0, name.length());
        return Xml.text(points <= most ? name : name.substring(0, name.offsetByCodePoints(0, most - 1)) + "…");
    }

    private static void legend(Drawing drawing, int height, Paper out) {
        drawing.notices()
                .forEach(notice -> out.append("<text x=\"20\" y=\"20\">%s</text>\n".formatted(Xml.text(notice))));
        out.append(
                "<text x=\"20\" y=\"%d\">%s to %s · — sync  - - async · width: load · T0 vital … T3 expendable</text>\n"
                        .formatted(height - 14, drawing.from(), drawing.to()));
    }
}
