package polis.cli.stack;

import java.time.Duration;
import java.util.Optional;
import polis.cli.terminal.Words;

/**
 * How long a service may take to become ready: as long as it gets on. Slow is not dead: a start that takes ten seconds
 * of a core takes half an hour where the machine has little left for it. One that fails ends by itself.
 */
final class StartPatience {

    /** Longer than any start may take, however little of the machine it gets. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** A start takes some ten seconds of a core. One that has used this much is at something else. */
    static final Duration MOST_CPU = Duration.ofMinutes(5);

    /**
     * In this time a service that starts uses a second of a core even on a hundredth of it. One that waits does not.
     */
    static final Duration STANDSTILL = Duration.ofMinutes(3);

    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private Duration progressAt = Duration.ZERO;
    private Duration progressCpu = Duration.ZERO;

    /**
     * Returns why waiting on is of no use.
     *
     * @param elapsed since the start
     * @param cpu that the process has used; empty where the system does not tell
     * @return empty while it gets on
     */
    Optional<String> exhausted(Duration elapsed, Optional<Duration> cpu) {
        if (elapsed.compareTo(LONGEST) > 0) {
            return Optional.of("is not ready after " + Words.duration(LONGEST));
        }
        if (cpu.isEmpty()) {
            return Optional.empty();
        }
        Duration used = cpu.get();
        if (used.compareTo(MOST_CPU) > 0) {
            return Optional.of("is not ready and has used " + Words.duration(used) + " of a core");
        }
        if (used.minus(progressCpu).compareTo(PROGRESS) >= 0) {
            progressAt = elapsed;
            progressCpu = used;
        }
        return elapsed.minus(progressAt).compareTo(STANDSTILL) > 0
                ? Optional.of("is not ready and has stood still for " + Words.duration(STANDSTILL))
                : Optional.empty();
    }
}
