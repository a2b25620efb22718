package polis.scheduler.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Starts, finds and ends the processes of instances. Everything is named by the instance's id. */
public interface Driver {

    /**
     * Starts the instance's process, or finds the one that was started before. The process outlives the scheduler.
     *
     * @throws IOException it could not be started; there is no process
     */
    RunningProcess start(Launch launch) throws IOException;

    /** Takes over what an earlier scheduler left running, by what was written down of each instance's process. */
    void adopt(Map<String, Optional<RunningProcess>> known);

    /** Returns whether the instance has a process that lives. */
    boolean alive(String instance);

    /** Asks the process to end, or ends it. Nothing is done to a process that is not the instance's. */
    void end(String instance, boolean force);

    /** The exit status of an instance that ended, where it is known: not of one that was adopted. */
    OptionalInt exitStatus(String instance);

    /** Forgets an instance that has ended. */
    void forget(String instance);

    /** The last lines that the instance wrote, as it wrote them: they may hold secrets. Null when there are none. */
    @Nullable
    String logTail(String instance);

    /** Calls back soon after a process has ended. */
    void onExit(Runnable listener);

    /** Removes what is left of instances that ended longer ago than that. */
    void tidy(Duration age);

    /** As whom instances run. */
    Isolation isolation();

    /**
     * As whom instances run.
     *
     * @param perArchitecture whether each architecture's instances run as a user of their own
     * @param detail one sentence: how, or why not and what follows
     */
    record Isolation(boolean perArchitecture, String detail) {}

    /**
     * What to start.
     *
     * @param architecture whose instance it is
     * @param jar absolute path
     * @param environment all that the process gets beside PATH, LANG, and HOME and TMPDIR in a folder of its own
     */
    record Launch(String instance, String architecture, String jar, List<String> arguments,
            Map<String, String> environment, long memoryBytes) {}
}
