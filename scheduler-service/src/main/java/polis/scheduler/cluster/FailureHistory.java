package polis.scheduler.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Keeps count of early exits; with each one the wait before the next try doubles. */
public interface FailureHistory {

    /** By service. */
    Map<String, Failures> all();

    /** Notes an end that nobody asked for. After an {@code early} one the next try waits for the {@link #pause}. */
    void failed(String service, String instance, String reason, boolean early, Instant at);

    /** A fresh start: another version, or one that has served for a while. */
    void clear(String service);

    /** Before the next try after so many early exits in a row: 1, 2, 4 … 60 s. */
    static Duration pause(int exits) {
        Duration pause = Duration.ofSeconds(1L << Math.clamp(exits - 1L, 0, 6));
        Duration longest = Duration.ofMinutes(1);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
