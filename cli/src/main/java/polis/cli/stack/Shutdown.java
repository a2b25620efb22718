package polis.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import polis.cli.api.PolisService;
import polis.cli.postgres.PostgresBinaries;
import polis.cli.postgres.PostgresCluster;
import polis.cli.process.Marked;
import polis.cli.process.ProcessIdentity;
import polis.cli.process.Termination;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/**
 * The orderly end: first the scheduler, so that nobody replaces what stops; its workloads while the registry still
 * hears their farewell; the other services; whatever else carries the stack's mark; the database last.
 */
final class Shutdown {

    private static final Duration SERVICE_GRACE = Duration.ofSeconds(45);
    private static final Duration WORKLOAD_GRACE = Duration.ofSeconds(45);

    private final StackFolder folder;
    private final Terminal terminal;

    Shutdown(StackFolder folder, Terminal terminal) {
        this.folder = folder;
        this.terminal = terminal;
    }

    /** Ends everything; returns how many processes that were. */
    int run() {
        Optional<StackState> state = StateFile.read(folder);
        Set<ProcessIdentity> seen = new HashSet<>();
        end("scheduler", service(state, PolisService.SCHEDULER), SERVICE_GRACE, seen);
        List<Path> pidFiles = pidFiles();
        end("workloads", pidFiles.stream().flatMap(Shutdown::workload).toList(), WORKLOAD_GRACE, seen);
        pidFiles.forEach(Shutdown::remove);
        List<ProcessIdentity> others = Stream.of(PolisService.values())
                .flatMap(service -> service(state, service).stream()).toList();
        end("services", others, SERVICE_GRACE, seen);
        end("leftovers", Marked.by(StackPlan.MARK, folder.root().toString()).stream()
                .filter(process -> !isDatabase(process)).toList(), SERVICE_GRACE, seen);
        stopDatabase(seen);
        remove(folder.state());
        return seen.size();
    }

    /** Returns whether any process of the stack is left, whoever started it. */
    boolean isAnythingLeft() {
        boolean services = StateFile.read(folder).stream().flatMap(state -> state.services().stream())
                .anyMatch(running -> running.process().isAlive());
        return services || PostgresCluster.running(folder.postgres()).isPresent()
                || pidFiles().stream().flatMap(Shutdown::workload).anyMatch(ProcessIdentity::isAlive)
                || !Marked.by(StackPlan.MARK, folder.root().toString()).isEmpty();
    }

    private void end(String what, List<ProcessIdentity> processes, Duration grace, Set<ProcessIdentity> seen) {
        List<ProcessIdentity> alive = processes.stream().filter(ProcessIdentity::isAlive).toList();
        if (alive.isEmpty()) {
            return;
        }
        terminal.live(List.of("  Stopping " + what + " (" + alive.size() + ") …"));
        List<ProcessIdentity> killed = Termination.terminate(alive, grace);
        if (!killed.isEmpty()) {
            terminal.warning(killed.size() + " of the " + what + " did not end within " + Words.duration(grace)
                    + " and were killed");
        }
        seen.addAll(alive);
    }

    private void stopDatabase(Set<ProcessIdentity> seen) {
        Optional<ProcessIdentity> server = PostgresCluster.running(folder.postgres());
        if (server.isPresent()) {
            terminal.live(List.of("  Stopping PostgreSQL …"));
            Path binaries = PostgresBinaries.unpack(folder.postgresBinaries());
            new PostgresCluster(binaries, folder.postgres(), folder.log("postgres"), 0, Map.of()).stop();
            seen.add(server.get());
        }
        terminal.endLive();
    }

    private boolean isDatabase(ProcessIdentity process) {
        return process.find().flatMap(handle -> handle.info().command()).map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    private static List<ProcessIdentity> service(Optional<StackState> state, PolisService service) {
        return state.flatMap(stack -> stack.service(service)).map(running -> List.of(running.process()))
                .orElse(List.of());
    }

    /** The scheduler notes each process that it starts as {@code instances/ID.pid}. */
    private List<Path> pidFiles() {
        Path instances = folder.scheduler().resolve("instances");
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(instances)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(instances, "*.pid")) {
                stream.forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static Stream<ProcessIdentity> workload(Path pidFile) {
        try {
            return ProcessIdentity.parse(Files.readString(pidFile)).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
