package polis.dependencymap.node;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traffic over time. */
@Schema(name = "Traffic")
record TrafficView(@Nullable String service, Instant from, Instant to,
        @Schema(implementation = String.class, description = "ISO 8601") Duration step,
        @Schema(description = "Every step of the range, the oldest first") List<PointView> items) {

    @Schema(name = "TrafficPoint")
    record PointView(Instant at, long calls, @Schema(description = "Per second") double rate, long errors,
            double errorShare, @Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {}
}
