package polis.dependencymap.export;

import java.io.Writer;

/** Zipkin's links, as its {@code /api/v2/dependencies} gives them; topics are places of their own. */
public final class ZipkinLinks implements Exporter {

    @Override
    public void write(Drawing drawing, Writer writer) {
        Json.write(drawing.streets().stream().filter(Drawing.Street::observed).map(street -> Members.of("parent",
                street.from(), "child", street.to(), "callCount", street.calls(), "errorCount", street.errors())),
                writer);
    }
}
