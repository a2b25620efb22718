package polis.dependencymap.export;

import java.io.Writer;

/** Zipkin's links, as its {@code /api/v2/dependencies} gives them; topics are nodes of their own. */
public final class ZipkinLinks implements Exporter {

    @Override
    public void write(Drawing drawing, Writer writer) {
        Json.write(drawing.edges().stream().filter(Drawing.Edge::observed).map(edge -> Members.of("parent", edge.from(),
                "child", edge.to(), "callCount", edge.calls(), "errorCount", edge.errors())), writer);
    }
}
