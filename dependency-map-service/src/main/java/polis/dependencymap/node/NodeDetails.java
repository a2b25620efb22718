package polis.dependencymap.node;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.drift.DriftItem;
import polis.dependencymap.map.CycleView;
import polis.dependencymap.map.MapView;
import polis.dependencymap.metric.MetricsView;

/** A node of any type and what is around it. */
@Schema(name = "NodeDetails")
record NodeDetails(Instant from, Instant to, Map<String, Boolean> stale, MapView.NodeView node,
        MetricsView.NodeMetricsView metrics,
        @Schema(description = "The edges that lead to it") List<MapView.EdgeView> callers,
        @Schema(description = "The edges that lead away") List<MapView.EdgeView> callees, @Nullable CycleView cycle,
        List<DriftItem> findings,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {}
