package polis.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import polis.cli.process.Pause;
import polis.cli.process.Spawn;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Terminal;

/** Runs this same command as a process of its own and shows its output until it has said all. */
final class Detached {

    /** The last line of a launcher that has started the stack. */
    static final String LAST_LINE = "  Stop     Ctrl-C or ./polis down";

    private final StackFolder folder;
    private final Terminal terminal;

    Detached(StackFolder folder, Terminal terminal) {
        this.folder = folder;
        this.terminal = terminal;
    }

    int run() {
        folder.create();
        Path log = folder.log("launcher");
        long before = size(log);
        Process launcher = Spawn.start(command(), System.getenv(), Path.of("").toAbsolutePath(), log);
        Follow output = new Follow(log, before);
        while (true) {
            boolean over = !launcher.isAlive();
            List<String> lines = output.next();
            lines.forEach(terminal::line);
            if (over) {
                return launcher.exitValue();
            }
            if (lines.contains(LAST_LINE)) {
                terminal.line("  The launcher goes on as process " + launcher.pid() + "; what it says is in " + log);
                return ExitCode.OK;
            }
            Pause.millis(100);
        }
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> words = new ArrayList<>();
        words.add(self.command().orElseThrow());
        for (String word : self.arguments().orElseThrow()) {
            if (word.equals("-Dpolis.terminal=true")) {
                words.add("-Dpolis.terminal=false");
            } else if (!word.equals("--detach") && !word.equals("-d")) {
                words.add(word);
            }
        }
        return words;
    }
}
