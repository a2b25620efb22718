package polis.dependencymap.traffic;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How traffic is kept.
 *
 * @param retention time for which traffic by minute is kept; an hour at least
 * @param retentionByHour time for which its sums by hour are kept; two days more than the minutes at least
 * @param retentionByDay time for which its sums by day are kept; as long as the hours at least
 * @param mostEdges edges that are counted between two writes, each in each minute; what comes beyond waits for the next
 *                  one. 0: what fits into an eighth of the heap
 */
@Validated
@ConfigurationProperties("polis.map.traffic")
public record TrafficSettings(
        @DefaultValue("7d") @NotNull @DurationMin(hours = 1) @DurationMax(days = 3650) Duration retention,
        @DefaultValue("90d") @NotNull @DurationMax(days = 3650) Duration retentionByHour,
        @DefaultValue("1825d") @NotNull @DurationMax(days = 36500) Duration retentionByDay,
        @DefaultValue("0") @PositiveOrZero int mostEdges) {

    /** Bytes of heap that an edge takes, with its service and what is needed to write both. */
    private static final int BYTES_OF_A_EDGE = 1_000;

    @AssertTrue(message = "polis.map.traffic.retention-by-hour must be at least two days longer than .retention")
    public boolean isRetentionByHourEnough() {
        return retentionByHour.compareTo(retention.plusDays(2)) >= 0;
    }

    @AssertTrue(message = "polis.map.traffic.retention-by-day must not be shorter than .retention-by-hour")
    public boolean isRetentionByDayEnough() {
        return retentionByDay.compareTo(retentionByHour) >= 0;
    }

    /** Returns the configured number, or the one that suits the heap. */
    @Override
    public int mostEdges() {
        return mostEdges > 0
                ? mostEdges
                : (int) Math.min(200_000, Runtime.getRuntime().maxMemory() / 8 / BYTES_OF_A_EDGE);
    }

    /** Returns an empty one to gather traffic in. */
    public Traffic traffic() {
        return new Traffic(retention, mostEdges());
    }
}
