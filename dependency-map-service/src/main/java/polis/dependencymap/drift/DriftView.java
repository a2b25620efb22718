package polis.dependencymap.drift;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The differences between what is declared and what is observed. */
@Schema(name = "Drift")
record DriftView(Instant from, Instant to, Map<String, Boolean> stale,
        @Schema(description = "Since when traffic is known; null before there was any") @Nullable Instant observedSince,
        @Schema(description = "Findings by type") Map<String, Integer> counts, List<DriftItem> items,
        @Schema(description = "What is left out because there is too much of it") List<String> notices) {}
