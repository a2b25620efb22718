package polis.dependencymap.inbox;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import polis.dependencymap.link.Window;

/**
 * How spans wait and how they are linked.
 *
 * @param capacity spans that may wait or be remembered; past it reporters are told to come again later. 0: what fits
 *                 into a third of the heap
 * @param quiet time after a trace's latest span until the calls of which one side is missing are decided
 * @param longest time after a trace's first span until that happens at the latest; as long is a trace remembered
 * @param flush time between two writes of what was counted
 * @param commitTimeout time that a reporter waits for its spans to be durable before it is told to come again
 */
@Validated
@ConfigurationProperties("polis.map.inbox")
record InboxSettings(@DefaultValue("0") @PositiveOrZero int capacity, @DefaultValue("15s") @NotNull Duration quiet,
        @DefaultValue("60s") @NotNull Duration longest, @DefaultValue("1s") @NotNull Duration flush,
        @DefaultValue("4s") @NotNull Duration commitTimeout) {

    /**
     * Bytes of heap that a span takes while it is waited for: 72 until it is linked, then 96 and some 40 as its share
     * of a trace of ten spans; and its part in the batch.
     */
    private static final int BYTES_OF_A_SPAN = 250;

    /**
     * Returns how long to wait for traces.
     *
     * @param atOnce calls that one write may hold
     */
    Window window(int atOnce) {
        return new Window(quiet, longest, capacity(), atOnce);
    }

    /** Returns the configured capacity, or the one that suits the heap. */
    @Override
    public int capacity() {
        return capacity > 0
                ? capacity
                : (int) Math.min(5_000_000, Runtime.getRuntime().maxMemory() / 3 / BYTES_OF_A_SPAN);
    }
}
