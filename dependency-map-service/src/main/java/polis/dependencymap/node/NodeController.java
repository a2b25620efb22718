package polis.dependencymap.node;

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
import polis.dependencymap.drift.Drift;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.map.MapView;
import polis.dependencymap.map.MapViews;
import polis.dependencymap.metric.NodeMetrics;
import polis.dependencymap.rendering.Grouping;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;
import polis.dependencymap.rendering.TimeRange;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.TrafficSeries;

/** Answers what is known of one node. Topics, databases and other nodes are asked for like services. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Services")
class NodeController {

    private final MapService maps;
    private final Drift drift;
    private final TrafficSeries series;

    NodeController(MapService maps, Drift drift, TrafficSeries series) {
        this.maps = maps;
        this.drift = drift;
        this.series = series;
    }

    @GetMapping("/services/{name}")
    @Operation(operationId = "node", summary = "A node with its callers, callees, metrics and findings")
    NodeDetails node(@PathVariable String name,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        RenderedMap rendered = maps.render(from, to);
        int number = rendered.numberOf(name);
        var views = new MapViews(rendered, Grouping.DOMAIN);
        Graph graph = rendered.map().graph();
        List<MapView.EdgeView> callers = IntStream.range(0, graph.inDegree(number))
                .mapToObj(i -> views.edge(rendered.map().topology().edges().get(graph.inEdge(number, i)))).toList();
        List<MapView.EdgeView> callees = IntStream.range(0, graph.outDegree(number))
                .mapToObj(i -> views.edge(rendered.map().topology().edges().get(graph.outEdge(number, i)))).toList();
        return new NodeDetails(rendered.range().from(), rendered.range().to(), rendered.stale(), views.node(number),
                NodeMetrics.of(rendered).of(number), callers, callees, views.cycleOf(number),
                drift.of(rendered).stream()
                        .filter(item -> name.equals(item.from()) || name.equals(item.to()) || name.equals(item.via()))
                        .toList(),
                rendered.notices());
    }

    @GetMapping("/services/{name}/impact")
    @Operation(operationId = "impact", summary = "Which nodes an outage of this one affects, and how much")
    ImpactView impact(@PathVariable String name,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        RenderedMap rendered = maps.render(from, to);
        return new Impact(rendered, rendered.numberOf(name)).view();
    }

    @GetMapping("/traffic")
    @Operation(operationId = "traffic", summary = "Requests over time, of one node or of all services")
    TrafficView traffic(
            @Parameter(description = "All services unless given; then without latencies") @RequestParam(required = false) @Nullable String service,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "At most so many steps, of whole minutes, hours or days") @RequestParam(defaultValue = "60") @Min(1) @Max(1440) int points) {
        TimeRange range = maps.range(from, to);
        TrafficSeries.Steps steps = series.by(service, range.firstMinute(), range.endMinute(), points);
        return new TrafficView(service, range.from(), range.to(), Duration.ofMinutes(steps.minutes()),
                IntStream.range(0, steps.loads().size()).mapToObj(i -> point(steps.first() + i * steps.minutes(),
                        steps.minutes(), steps.loads().get(i), range.to())).toList());
    }

    private static TrafficView.PointView point(int minute, int step, Load load, Instant end) {
        Instant at = Instant.ofEpochSecond(60L * minute);
        // The last step is not over yet.
        double seconds = Math.clamp(Duration.between(at, end).toSeconds(), 1, 60L * step);
        return new TrafficView.PointView(at, load.calls(), RenderedMap.rounded(load.calls() / seconds), load.errors(),
                RenderedMap.rounded(load.errorShare()), load.quantile(0.5), load.quantile(0.95), load.quantile(0.99));
    }
}
