package polis.dependencymap.place;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.city.Atlas;
import polis.dependencymap.city.Grouping;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.city.TimeRange;
import polis.dependencymap.drift.Drift;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.map.MapView;
import polis.dependencymap.map.MapViews;
import polis.dependencymap.metric.PlaceMetrics;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.TrafficSeries;

/** One place of the city. Topics, databases and the rest are asked for like services. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Services")
class PlaceController {

    private final Atlas atlas;
    private final Drift drift;
    private final TrafficSeries series;

    PlaceController(Atlas atlas, Drift drift, TrafficSeries series) {
        this.atlas = atlas;
        this.drift = drift;
        this.series = series;
    }

    @GetMapping("/services/{name}")
    @Operation(operationId = "place", summary = "A place, its callers and callees, its measures and what is wrong with it")
    PlaceView place(@PathVariable String name,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        Sheet sheet = atlas.sheet(from, to);
        int number = sheet.numberOf(name);
        var views = new MapViews(sheet, Grouping.DOMAIN);
        Graph graph = sheet.city().graph();
        List<MapView.RoadView> callers = IntStream.range(0, graph.inDegree(number))
                .mapToObj(i -> views.road(sheet.city().roads().ways().get(graph.inEdge(number, i)))).toList();
        List<MapView.RoadView> callees = IntStream.range(0, graph.outDegree(number))
                .mapToObj(i -> views.road(sheet.city().roads().ways().get(graph.outEdge(number, i)))).toList();
        return new PlaceView(sheet.range().from(), sheet.range().to(), sheet.stale(), views.node(number),
                PlaceMetrics.of(sheet).of(number), callers, callees, views.cycleOf(number),
                drift.of(sheet).stream()
                        .filter(item -> name.equals(item.from()) || name.equals(item.to()) || name.equals(item.via()))
                        .toList(),
                sheet.notices());
    }

    @GetMapping("/services/{name}/impact")
    @Operation(operationId = "impact", summary = "Who is hurt if it stops, and by how much")
    ImpactView impact(@PathVariable String name,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        Sheet sheet = atlas.sheet(from, to);
        return new Impact(sheet, sheet.numberOf(name)).view();
    }

    @GetMapping("/traffic")
    @Operation(operationId = "traffic", summary = "Requests over time, of one place or of all")
    TrafficView traffic(
            @Parameter(description = "All services unless given; then without latencies") @RequestParam(required = false) @Nullable String service,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "At most so many steps, of whole minutes, hours or days") @RequestParam(defaultValue = "60") @Min(1) @Max(1440) int points) {
        TimeRange range = atlas.range(from, to);
        TrafficSeries.Steps steps = series.by(service, range.firstMinute(), range.endMinute(), points);
        return new TrafficView(service, range.from(), range.to(), Duration.ofMinutes(steps.minutes()),
                IntStream.range(0, steps.loads().size()).mapToObj(i -> point(steps.first() + i * steps.minutes(),
                        steps.minutes(), steps.loads().get(i), range.to())).toList());
    }

    private static TrafficView.PointView point(int minute, int step, Load load, Instant end) {
        Instant at = Instant.ofEpochSecond(60L * minute);
        // The last step is not over yet.
        double seconds = Math.clamp(Duration.between(at, end).toSeconds(), 1, 60L * step);
        return new TrafficView.PointView(at, load.calls(), Sheet.rounded(load.calls() / seconds), load.errors(),
                Sheet.rounded(load.errorShare()), load.quantile(0.5), load.quantile(0.95), load.quantile(0.99));
    }
}
