package polis.dependencymap.place;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.drift.DriftItem;
import polis.dependencymap.map.CycleView;
import polis.dependencymap.map.MapView;
import polis.dependencymap.metric.MetricsView;

/** A place of any type and what is around it. */
@Schema(name = "Place")
record PlaceView(Instant from, Instant to, Map<String, Boolean> stale, MapView.NodeView node,
        MetricsView.PlaceView metrics,
        @Schema(description = "The roads that lead to it") List<MapView.RoadView> callers,
        @Schema(description = "The roads that lead away") List<MapView.RoadView> callees, @Nullable CycleView cycle,
        List<DriftItem> findings,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {}
