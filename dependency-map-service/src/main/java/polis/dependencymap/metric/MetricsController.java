package polis.dependencymap.metric;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;
import polis.dependencymap.traffic.Load;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Depth and breadth, and where the time goes. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Metrics")
class MetricsController {

    private static final Duration USUAL_TREND = Duration.ofDays(30);

    private final MapService maps;
    private final Trend trend;

    MetricsController(MapService maps, Trend trend) {
        this.maps = maps;
        this.trend = trend;
    }

    @GetMapping("/metrics")
    @Operation(operationId = "metrics", summary = "Depth and breadth of the architecture, and their trend")
    MetricsView metrics(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Begin of the trend, 30 days ago unless given") @RequestParam(required = false) @Nullable Instant trendFrom,
            @Parameter(schema = @Schema(allowableValues = {"hour",
                "day"})) @RequestParam(defaultValue = "hour") String resolution) {
        if (!resolution.equals("hour") && !resolution.equals("day")) {
            throw invalid("resolution", "must be hour or day");
        }
        RenderedMap rendered = maps.render(from, to);
        var architecture = Architecture.of(rendered.map());
        Instant since = trendFrom == null ? rendered.range().to().minus(USUAL_TREND) : trendFrom;
        return new MetricsView(rendered.range().from(), rendered.range().to(), rendered.stale(), architecture.view(),
                architecture.items(), trend.since(since, resolution.equals("day")), rendered.notices());
    }

    @GetMapping("/critical-paths")
    @Operation(operationId = "criticalPaths", summary = "Where the time of a request goes")
    CriticalPathsView criticalPaths(
            @Parameter(description = "Where requests come in; all nodes that nobody calls unless given") @RequestParam(required = false) @Nullable String entry,
            @Parameter(schema = @Schema(allowableValues = {"mean", "p50", "p95",
                "p99"})) @RequestParam(defaultValue = "mean") String quantile,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        Function<Load, @Nullable Double> latency = switch (quantile) {
            case "mean" -> Load::mean;
            case "p50" -> load -> load.quantile(0.5);
            case "p95" -> load -> load.quantile(0.95);
            case "p99" -> load -> load.quantile(0.99);
            default -> throw invalid("quantile", "must be mean, p50, p95 or p99");
        };
        RenderedMap rendered = maps.render(from, to);
        var paths = new CriticalPaths(rendered, latency);
        int[] entries = entry == null ? paths.entrances() : new int[] {rendered.numberOf(entry)};
        List<CriticalPathsView.PathView> items = paths.from(entries);
        List<String> notices = new ArrayList<>(rendered.notices());
        if (items.size() < entries.length) {
            notices.add("Of %d entrances the %d busiest are listed: ask for one by the parameter entry."
                    .formatted(entries.length, items.size()));
        }
        return new CriticalPathsView(rendered.range().from(), rendered.range().to(), quantile, items, notices);
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(StandardProblem.INVALID_REQUEST,
                "The request is not valid: correct the parameter in errors.",
                List.of(FieldError.parameter(parameter, message)));
    }
}
