package polis.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process that listens on a port: its id and its command line, as far as this user may know. */
record PortHolder(long pid, String command) {

    private static final String LISTENING = "0A";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int COMMAND_LENGTH = 120;

    static Optional<PortHolder> of(int port) {
        return ofProc(Path.of("/proc"), port).or(() -> ofTool("pid=(\\d+)", "ss", "-Hltnp", "sport = :" + port))
                .or(() -> ofTool("(?m)^p(\\d+)", "lsof", "-nP", "-Fp", "-iTCP:" + port, "-sTCP:LISTEN"));
    }

    static Optional<PortHolder> ofProc(Path proc, int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            sockets.addAll(listeners(proc.resolve("net").resolve(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holdsOneOf(process.resolve("fd"), sockets)) {
                    long pid = Long.parseLong(String.valueOf(process.getFileName()));
                    return Optional.of(new PortHolder(pid, commandLine(pid)));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The sockets, as file descriptors are named, that listen on the port according to the kernel's table. */
    private static Set<String> listeners(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        String local = String.format(":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = BLANKS.split(line.strip(), -1);
                if (columns.length > 9 && columns[1].endsWith(local) && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean holdsOneOf(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static Optional<PortHolder> ofTool(String pattern, String... command) {
        try {
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = Pattern.compile(pattern).matcher(answer);
            if (matcher.find()) {
                long pid = Long.parseLong(matcher.group(1));
                return Optional.of(new PortHolder(pid, commandLine(pid)));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String commandLine(long pid) {
        String line = ProcessHandle.of(pid).flatMap(PortHolder::words).orElse("unknown command");
        return line.length() <= COMMAND_LENGTH ? line : line.substring(0, COMMAND_LENGTH - 1) + "…";
    }

    private static Optional<String> words(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.commandLine().or(info::command);
    }
}
