package polis.dependencymap.export;

import java.io.Writer;
import java.util.Map;
import java.util.stream.Stream;

/** JSON Graph Format, version 2 (jsongraphformat.info). */
public final class JsonGraph implements Exporter {

    @Override
    public void write(Drawing drawing, Writer writer) {
        var nodes = new Json.Each(drawing.places().stream()
                .map(place -> Map.<String, Object>entry(place.name(),
                        Members.of("label", place.name(), "metadata",
                                Members.of("type", place.type(), "district", place.district(), "tier", place.tier(),
                                        "owner", place.owner(), "lifecycle", place.lifecycle(), "version",
                                        place.version(), "rate", place.rate(), "errorShare", place.errorShare(), "p99",
                                        place.p99(), "depth", place.depth(), "x", place.x(), "y", place.y(), "cycle",
                                        place.cycle(), "stale", place.stale())))));
        Stream<Map<String, Object>> edges = drawing.streets().stream()
                .map(street -> Members.of("source", street.from(), "target", street.to(), "relation",
                        street.asynchronous() ? "sends to" : "calls", "directed", true, "metadata",
                        Members.of("kind", street.asynchronous() ? "async" : "sync", "calls", street.calls(), "rate",
                                street.rate(), "errorShare", street.errorShare(), "p50", street.p50(), "p95",
                                street.p95(), "p99", street.p99(), "declared", street.declared(), "observed",
                                street.observed(), "cycle", street.cycle())));
        Json.write(Members.of("graph",
                Members.of("directed", true, "type", "dependency map", "label", "Dependency map", "metadata",
                        Members.of("from", drawing.from().toString(), "to", drawing.to().toString(), "notices",
                                drawing.notices().isEmpty() ? null : drawing.notices()),
                        "nodes", nodes, "edges", edges)),
                writer);
    }
}
