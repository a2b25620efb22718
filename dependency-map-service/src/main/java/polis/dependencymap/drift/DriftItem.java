package polis.dependencymap.drift;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One difference between what is declared and what is. */
@Schema(name = "DriftItem")
public record DriftItem(
        @Schema(allowableValues = {"declared-not-observed", "observed-not-declared", "tier-inversion",
            "undescribed-service"}) String type,
        String from, @Nullable String to, @Schema(description = "The topic between the two") @Nullable String via,
        @Schema(allowableValues = {"sync", "async"}) @Nullable String kind, @Nullable Instant declaredSince,
        @Nullable Instant firstObserved, @Nullable Instant lastObserved,
        @Schema(description = "How long it has been so: since it was declared, last called or first called") @Nullable Duration age,
        @Schema(description = "Calls per second") double rate, @Nullable Integer fromTier, @Nullable Integer toTier,
        String message){}
