package polis.cli.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Asks processes to end, and kills those that do not. */
public final class Termination {

    private static final Duration AFTER_KILL = Duration.ofSeconds(30);

    private Termination() {}

    /**
     * SIGTERM to all at once, SIGKILL to those that are left after the grace period.
     *
     * @return those that had to be killed
     */
    public static List<ProcessIdentity> terminate(Collection<ProcessIdentity> processes, Duration grace) {
        processes.forEach(process -> process.find().ifPresent(ProcessHandle::destroy));
        List<ProcessIdentity> left = awaitEnd(processes, grace);
        left.forEach(process -> process.find().ifPresent(ProcessHandle::destroyForcibly));
        awaitEnd(left, AFTER_KILL);
        return left;
    }

    /** Waits for the end of all; returns those that still run. */
    public static List<ProcessIdentity> awaitEnd(Collection<ProcessIdentity> processes, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<ProcessIdentity> left = alive(processes);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Pause.millis(50);
            left = alive(left);
        }
        return left;
    }

    private static List<ProcessIdentity> alive(Collection<ProcessIdentity> processes) {
        return processes.stream().filter(ProcessIdentity::isAlive).toList();
    }
}
