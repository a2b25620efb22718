package polis.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import polis.cli.process.Spawn;
import polis.cli.terminal.Failure;

/**
 * The one gate through which processes are started: once it is closed, a start that is under way makes no more of them.
 */
final class Children {

    private final List<Process> background = new ArrayList<>();
    private boolean closed;

    synchronized Process start(List<String> command, Map<String, String> environment, Path folder, Path log) {
        if (closed) {
            throw new Failure("Stopped while it was being started.");
        }
        return Spawn.start(command, environment, folder, log);
    }

    /** Starts a process at the lowest priority, which is killed when the gate is closed. */
    synchronized Process startInBackground(List<String> command, Map<String, String> environment, Path folder,
            Path log) {
        Process process = start(Spawn.gently(command), environment, folder, log);
        background.add(process);
        return process;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        for (Process process : background) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
