package polis.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polis.cli.api.PolisService;
import polis.cli.process.Pause;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;

/** Shows the output of a service, of PostgreSQL, of the build, or of a workload's instance. */
@Command(name = "logs", description = "Shows the last lines of a log.")
public final class Logs implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "registry, versionset, scheduler, map, gateway, postgres, build, or an instance such as "
            + "cart-7f3k2; without it, the logs there are.")
    private @Nullable String name;

    @Option(names = {"-f", "--follow"}, description = "Goes on as the log grows.")
    private boolean follow;

    @Option(names = {"-n",
        "--lines"}, paramLabel = "N", defaultValue = "50", description = "How many lines (${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--data", paramLabel = "DIR", description = "The folder that was given to up.")
    private @Nullable Path data;

    public Logs(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StackFolder folder = StackFolder.of(data);
        List<Path> logs = all(folder);
        if (name == null) {
            logs.forEach(log -> terminal.line(label(log)));
            return ExitCode.OK;
        }
        Path log = find(logs, name).orElseThrow(() -> new Failure("There is no log of " + name + " in " + folder.root()
                + ". These are there: " + String.join(", ", logs.stream().map(Logs::label).toList())));
        Follow more = new Follow(log, size(log));
        LogTail.of(log, lines).forEach(terminal::line);
        while (follow) {
            more.next().forEach(terminal::line);
            Pause.millis(200);
        }
        return ExitCode.OK;
    }

    private static Optional<Path> find(List<Path> logs, String name) {
        String wanted = PolisService.named(name).map(PolisService::label).orElse(name);
        return logs.stream().filter(log -> label(log).equals(wanted)).findFirst()
                .or(() -> logs.stream().filter(log -> label(log).startsWith(wanted)).findFirst());
    }

    private static List<Path> all(StackFolder folder) {
        return Stream.of(folder.logs(), folder.scheduler()).filter(Files::isDirectory).flatMap(Logs::below).sorted()
                .toList();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String label(Path log) {
        return String.valueOf(log.getFileName()).replaceFirst("\\.log$", "");
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            return 0;
        }
    }
}
