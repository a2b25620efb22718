package polis.dependencymap.map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.cycle.ShortestCycle;
import polis.dependencymap.export.Drawing;
import polis.dependencymap.export.Exporter;
import polis.dependencymap.export.ZipkinLinks;
import polis.dependencymap.rendering.Grouping;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;

/** The map and its cycles. */
@RestController
@Tag(name = "Map")
class MapController {

    private final MapService maps;

    MapController(MapService maps) {
        this.maps = maps;
    }

    @GetMapping(path = "/api/v1/map", produces = {MediaType.APPLICATION_JSON_VALUE, "image/svg+xml",
        "text/vnd.graphviz", "text/vnd.mermaid", "application/graphml+xml", "application/vnd.jgf+json"})
    @Operation(operationId = "map", summary = "Who calls whom, how often, how slowly, and where it is drawn", responses = @ApiResponse(responseCode = "200", description = "The map", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = MapView.class)),
        @Content(mediaType = "image/svg+xml"), @Content(mediaType = "text/vnd.graphviz"),
        @Content(mediaType = "text/vnd.mermaid"), @Content(mediaType = "application/graphml+xml"),
        @Content(mediaType = "application/vnd.jgf+json")}))
    ResponseEntity<Object> map(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Shows the surroundings of this node only") @RequestParam(required = false) @Nullable String service,
            @Parameter(description = "Steps around it, 1 unless given") @RequestParam(required = false) @Min(0) @Max(100) @Nullable Integer depth,
            @Parameter(description = "Shows the services of these tiers only, and what they use besides services") @RequestParam(required = false) @Nullable List<String> tier,
            @Parameter(description = "Shows the services of these owners only, and what they use besides services") @RequestParam(required = false) @Nullable List<String> owner,
            @Parameter(description = "What districts are made of", schema = @Schema(allowableValues = {"domain",
                "owner"})) @RequestParam(defaultValue = "domain") String districts,
            @Parameter(description = "Instead of the header Accept", schema = @Schema(allowableValues = {"json", "svg",
                "dot", "mermaid", "graphml", "jgf", "zipkin"})) @RequestParam(required = false) @Nullable String format,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        MapFormat wanted = MapFormat.of(format, accept);
        Shown shown = Shown.of(service, depth, tier, owner);
        Grouping grouping = Grouping.of(districts);
        RenderedMap rendered = maps.render(from, to, grouping);
        MapView map = new MapViews(rendered, grouping).of(shown.on(rendered));
        Exporter exporter = wanted.exporter();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(wanted.type()).header(HttpHeaders.VARY,
                HttpHeaders.ACCEPT);
        // Browsers show the picture: names from the network must find no script to run in it.
        return exporter == null
                ? answer.body(map)
                : answer.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                        .body(new Document(exporter, Drawings.of(map)));
    }

    @GetMapping(path = "/api/v1/cycles", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "cycles", summary = "Dependency cycles, and the cheapest edges to cut")
    CyclesView cycles(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        return new MapViews(maps.render(from, to), Grouping.DOMAIN).cycles();
    }

    @GetMapping(path = "/api/v1/cycles/shortest", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "shortestCycle", summary = "The shortest cycle through an edge")
    CyclesView.ShortestView shortest(@Parameter(description = "Where the edge begins") @RequestParam String from,
            @Parameter(description = "Where the edge ends") @RequestParam String to) {
        RenderedMap rendered = maps.render(null, null);
        var map = rendered.map();
        int start = rendered.numberOf(from);
        int end = rendered.numberOf(to);
        List<String> path = IntStream.range(0, map.observedGraph().outDegree(start))
                .map(i -> map.observedGraph().outEdge(start, i)).filter(edge -> map.observedGraph().to(edge) == end)
                .mapToObj(edge -> ShortestCycle.through(map.observedGraph(), map.observedComponents(), edge))
                .findFirst().stream().flatMapToInt(IntStream::of)
                .mapToObj(node -> map.topology().nodes().get(node).name()).toList();
        return new CyclesView.ShortestView(from, to, path);
    }

    @GetMapping(path = "/api/v2/dependencies", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "dependencies", summary = "The map as Zipkin's links, for tools that read Zipkin")
    ResponseEntity<Object> dependencies(@Parameter(description = "Milliseconds since 1970") @RequestParam long endTs,
            @Parameter(description = "Milliseconds before it, a day unless given") @RequestParam(defaultValue = "86400000") @Min(1) long lookback) {
        RenderedMap rendered = maps.render(Instant.ofEpochMilli(endTs - lookback), Instant.ofEpochMilli(endTs));
        Drawing drawing = Drawings.of(new MapViews(rendered, Grouping.DOMAIN).of(node -> true));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(new Document(new ZipkinLinks(), drawing));
    }
}
