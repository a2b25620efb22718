package polis.cli.city;

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
import polis.cli.process.Ending;
import polis.cli.process.Pause;
import polis.cli.process.ProcessIdentity;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** Stops every process of the city, whether or not its launcher still lives. */
@Command(name = "down", description = "Stops the city: the scheduler, its workloads, the services, PostgreSQL. Data stays.", footer = "%nWorks also after the launcher was killed. Exits 0 when nothing runs any more.")
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
        CityFolder folder = CityFolder.of(data);
        if (!Files.isDirectory(folder.run())) {
            terminal.line("Polis is not up in " + folder.root() + ".");
            return ExitCode.OK;
        }
        Instant begin = Instant.now();
        boolean asked = askLauncher(folder);
        try (CityLock _ = takeLock(folder)) {
            int ended = new Shutdown(folder, terminal).run();
            if (ended == 0 && !asked) {
                terminal.line("Polis is not up in " + folder.root() + ".");
                return ExitCode.OK;
            }
        }
        terminal.done("Polis is down (" + Words.duration(Duration.between(begin, Instant.now())) + ").");
        return ExitCode.OK;
    }

    /** A living launcher takes the city down itself. */
    private boolean askLauncher(CityFolder folder) {
        Optional<ProcessIdentity> launcher = StateFile.read(folder).map(CityState::launcher)
                .filter(ProcessIdentity::isAlive);
        launcher.ifPresent(process -> {
            terminal.live(List.of("  Asking the launcher (process " + process.pid() + ") to stop the city …"));
            if (!Ending.end(List.of(process), LAUNCHER_LIMIT).isEmpty()) {
                terminal.warning("The launcher did not end and had to be killed.");
            }
            terminal.endLive();
        });
        return launcher.isPresent();
    }

    /** The launcher may be so young that it has written nothing down yet. */
    private static CityLock takeLock(CityFolder folder) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            Optional<CityLock> lock = CityLock.tryTake(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.millis(100);
        }
        throw new Failure("Another launcher has just begun or is stopping the city; try again in a moment.");
    }
}
