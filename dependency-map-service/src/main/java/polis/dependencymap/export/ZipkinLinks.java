package polis.dependencymap.export;

import java.util.List;
import java.util.Map;

/** Zipkin's links, as its {@code /api/v2/dependencies} gives them; topics are places of their own. */
public final class ZipkinLinks implements Exporter {

    @Override
    public String write(Drawing drawing) {
        List<Map<String, Object>> links = drawing.streets().stream().filter(Drawing.Street::observed)
                .map(street -> Members.of("parent", street.from(), "child", street.to(), "callCount", street.calls(),
                        "errorCount", street.errors()))
                .toList();
        return Json.of(links);
    }
}
