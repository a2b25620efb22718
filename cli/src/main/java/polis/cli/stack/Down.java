package polis.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polis.cli.process.Pause;
import polis.cli.process.ProcessIdentity;
import polis.cli.process.Termination;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** Stops every process of the stack, whether or not its launcher still runs. */
@Command(name = "down", description = "Stops the scheduler, its workloads, the other services and PostgreSQL. The data stays.", footer = "%nIt also works after the launcher was killed. Exits 0 when nothing runs any more.")
public final class Down implements Callable<Integer> {

    /** The launcher's own patience with all of its phases, and some more. */
    private static final Duration LAUNCHER_LIMIT = Duration.ofMinutes(6);

    private final Terminal terminal;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that was given to up.")
    private @Nullable Path data;

    public Down(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StackFolder folder = StackFolder.of(data);
        if (!Files.isDirectory(folder.run())) {
            terminal.line("Polis is not up in " + folder.root() + ".");
            return ExitCode.OK;
        }
        Instant begin = Instant.now();
        boolean asked = askLauncher(folder);
        try (StackLock _ = takeLock(folder)) {
            int ended = new Shutdown(folder, terminal).run();
            if (ended == 0 && !asked) {
                terminal.line("Polis is not up in " + folder.root() + ".");
                return ExitCode.OK;
            }
        }
        terminal.done("Polis is down (" + Words.duration(Duration.between(begin, Instant.now())) + ").");
        return ExitCode.OK;
    }

    /** Asks the launcher, if it runs, to stop the stack itself. */
    private boolean askLauncher(StackFolder folder) {
        Optional<ProcessIdentity> launcher = StateFile.read(folder).map(StackState::launcher)
                .filter(ProcessIdentity::isAlive);
        launcher.ifPresent(process -> {
            terminal.live(List.of("  Asking the launcher (process " + process.pid() + ") to stop Polis …"));
            if (!Termination.terminate(List.of(process), LAUNCHER_LIMIT).isEmpty()) {
                terminal.warning(
                        "The launcher did not end within " + Words.duration(LAUNCHER_LIMIT) + " and was killed.");
            }
            terminal.endLive();
        });
        return launcher.isPresent();
    }

    /** The launcher may be so young that it has written nothing down yet. */
    private static StackLock takeLock(StackFolder folder) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            Optional<StackLock> lock = StackLock.tryTake(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.millis(100);
        }
        throw new Failure("Another launcher is starting or stopping Polis. Try again in a minute.");
    }
}
