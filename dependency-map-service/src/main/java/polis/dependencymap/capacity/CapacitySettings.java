package polis.dependencymap.capacity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many names the map carries and when it forgets one.
 *
 * @param most names of services, topics, databases and the rest. 0: one for each 16 KiB of the heap above 48 MiB, a
 *        thousand at least and fifty thousand at most
 * @param mostEdges edges in one answer; of more the busiest are shown. 0: twice the names
 * @param passing a name that nobody has described and that was mentioned for a shorter time than this in all gives way
 *                when room gets short, once it has been silent for as long
 * @param silent time after which any name that nobody has described gives way when room gets short
 */
@Validated
@ConfigurationProperties("polis.map.names")
public record CapacitySettings(@DefaultValue("0") @PositiveOrZero int most,
        @DefaultValue("0") @PositiveOrZero int mostEdges, @DefaultValue("10m") @NotNull Duration passing,
        @DefaultValue("1d") @NotNull Duration silent) {

    /** What the service takes with an empty map. */
    private static final long BASE = 48L << 20;
    /** A name with its share of the edges, in two drawings and in what is written of them. */
    private static final long BYTES_OF_A_NAME = 16L << 10;
    private static final int LEAST = 1_000;
    private static final int MOST = 50_000;

    /** Returns the configured number, or the one that suits the heap. */
    @Override
    public int most() {
        return most > 0 ? most : forHeap(Runtime.getRuntime().maxMemory());
    }

    @Override
    public int mostEdges() {
        return mostEdges > 0 ? mostEdges : 2 * most();
    }

    static int forHeap(long bytes) {
        return Math.clamp((bytes - BASE) / BYTES_OF_A_NAME, LEAST, MOST);
    }
}
