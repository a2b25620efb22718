package polis.cli.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts processes that outlive a Ctrl-C in this terminal: each in a session of its own, where that can be had. */
public final class Spawn {

    private static final boolean SETSID = has("setsid");
    private static final boolean NICE = has("nice");

    /** Returns this user's environment without the variables that change what a JVM or Spring does. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private Spawn() {}

    /** Output is appended to the log; there is no pipe that would break when this process ends. */
    public static Process start(List<String> command, Map<String, String> environment, Path folder, Path log) {
        List<String> words = new ArrayList<>();
        if (SETSID) {
            words.add("setsid");
        }
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(new File("/dev/null")).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> all = builder.environment();
        all.clear();
        all.putAll(inherited());
        all.putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    /** The command at the lowest priority, where that can be had. */
    public static List<String> gently(List<String> command) {
        return NICE ? Stream.concat(Stream.of("nice", "-n", "19"), command.stream()).toList() : command;
    }

    public static Map<String, String> inherited() {
        Map<String, String> kept = new HashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private static boolean has(String tool) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
                return true;
            }
        }
        return false;
    }
}
