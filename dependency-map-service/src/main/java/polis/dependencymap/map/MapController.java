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
import polis.dependencymap.city.Atlas;
import polis.dependencymap.city.Grouping;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.cycle.ShortestCycle;
import polis.dependencymap.export.Drawing;
import polis.dependencymap.export.Exporter;
import polis.dependencymap.export.ZipkinLinks;

/** The map and its cycles. */
@RestController
@Tag(name = "Map")
class MapController {

    private final Atlas atlas;

    MapController(Atlas atlas) {
        this.atlas = atlas;
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
            @Parameter(description = "Shows the surroundings of this place only") @RequestParam(required = false) @Nullable String service,
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
        Sheet sheet = atlas.sheet(from, to, grouping);
        MapView map = new MapViews(sheet, grouping).of(shown.on(sheet));
        Exporter exporter = wanted.exporter();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(wanted.type()).header(HttpHeaders.VARY,
                HttpHeaders.ACCEPT);
        // A picture is shown by browsers: names from the network must find no script to run in it.
        return exporter == null
                ? answer.body(map)
                : answer.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                        .body(new Document(exporter, Drawings.of(map)));
    }

    @GetMapping(path = "/api/v1/cycles", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "cycles", summary = "The services that need each other, and the cheapest roads to cut")
    CyclesView cycles(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        return new MapViews(atlas.sheet(from, to), Grouping.DOMAIN).cycles();
    }

    @GetMapping(path = "/api/v1/cycles/shortest", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "shortestCycle", summary = "The shortest cycle through a road")
    CyclesView.ShortestView shortest(@Parameter(description = "Where the road begins") @RequestParam String from,
            @Parameter(description = "Where the road ends") @RequestParam String to) {
        Sheet sheet = atlas.sheet(null, null);
        var city = sheet.city();
        int start = sheet.numberOf(from);
        int end = sheet.numberOf(to);
        List<String> path = IntStream.range(0, city.lived().outDegree(start)).map(i -> city.lived().outEdge(start, i))
                .filter(edge -> city.lived().to(edge) == end)
                .mapToObj(edge -> ShortestCycle.through(city.lived(), city.livedComponents(), edge)).findFirst()
                .stream().flatMapToInt(IntStream::of).mapToObj(place -> city.roads().places().get(place).name())
                .toList();
        return new CyclesView.ShortestView(from, to, path);
    }

    @GetMapping(path = "/api/v2/dependencies", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "dependencies", summary = "The map as Zipkin's links, for tools that read Zipkin")
    ResponseEntity<Object> dependencies(@Parameter(description = "Milliseconds since 1970") @RequestParam long endTs,
            @Parameter(description = "Milliseconds before it, a day unless given") @RequestParam(defaultValue = "86400000") @Min(1) long lookback) {
        Sheet sheet = atlas.sheet(Instant.ofEpochMilli(endTs - lookback), Instant.ofEpochMilli(endTs));
        Drawing drawing = Drawings.of(new MapViews(sheet, Grouping.DOMAIN).of(place -> true));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(new Document(new ZipkinLinks(), drawing));
    }
}
