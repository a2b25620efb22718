package polis.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that cannot be mistaken for a later one with the same id: the id and when it started. The system counts
 * the start in hundredths of a second from a boot time that a clock correction moves, hence a tolerance.
 */
public record ProcessIdentity(long pid, Instant started) {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Pattern LINE = Pattern.compile("(\\d{1,10})\\s+(\\d{1,15})");

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Reads {@code pid startEpochMillis}; empty when the line says something else. */
    public static Optional<ProcessIdentity> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(new ProcessIdentity(Long.parseLong(matcher.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(2)))))
                : Optional.empty();
    }

    /** The running process with this identity. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen)
                .filter(process -> !isZombie());
    }

    public boolean isAlive() {
        return find().isPresent();
    }

    private boolean startedThen(ProcessHandle process) {
        return process.info().startInstant()
                .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0).orElse(false);
    }

    /** Dead but not yet collected by its parent; a container's first process may never do that. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
