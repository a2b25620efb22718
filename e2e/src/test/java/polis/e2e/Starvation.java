package polis.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Takes the processor away from a process. */
final class Starvation {

    private static final Duration TURN = Duration.ofMillis(100);

    private Starvation() {}

    /** Stops it where it is, as a container that is paused. */
    static void stop(ProcessHandle process, Duration time) {
        signal("STOP", process);
        LockSupport.parkNanos(time.toNanos());
        signal("CONT", process);
    }

    /** Leaves it a tenth of a core by a quota, or a tenth of the time where this machine lets nobody make one. */
    static void leaveATenth(ProcessHandle process, Duration time) {
        Optional<Path> quota = quota();
        try {
            if (quota.isEmpty()) {
                turns(process, time);
                return;
            }
            Path home = Path.of("/proc", Long.toString(process.pid()), "cgroup");
            Path root = quota.get().getParent();
            String group = Files.readAllLines(home).stream().map((line) -> line.split(":", 3))
                    .filter((line) -> root.endsWith("cpu")
                            ? line[1].contains("cpu") && !line[1].contains("cpuset")
                            : line[1].isEmpty())
                    .map((line) -> line[2]).findFirst().orElse("/");
            enter(quota.get(), process);
            LockSupport.parkNanos(time.toNanos());
            enter(Path.of(root + group), process);
            Files.delete(quota.get());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void turns(ProcessHandle process, Duration time) {
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end;) {
            stop(process, TURN.multipliedBy(9).dividedBy(10));
            LockSupport.parkNanos(TURN.dividedBy(10).toNanos());
        }
    }

    private static void enter(Path group, ProcessHandle process) throws IOException {
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
    }

    /** A control group of version 1 or 2 that may use a tenth of a core. */
    private static Optional<Path> quota() {
        for (String root : new String[] {"/sys/fs/cgroup/cpu", "/sys/fs/cgroup"}) {
            Path group = Path.of(root, "polis-starved-service");
            try {
                Files.createDirectories(group);
                if (Files.exists(group.resolve("cpu.cfs_quota_us"))) {
                    Files.writeString(group.resolve("cpu.cfs_period_us"), "100000");
                    Files.writeString(group.resolve("cpu.cfs_quota_us"), "10000");
                    return Optional.of(group);
                }
                if (Files.exists(group.resolve("cpu.max"))) {
                    Files.writeString(group.resolve("cpu.max"), "10000 100000");
                    return Optional.of(group);
                }
                Files.delete(group);
            } catch (IOException ex) {
                // The other version, or none at all.
            }
        }
        return Optional.empty();
    }

    private static void signal(String name, ProcessHandle process) {
        Command.of("kill", "-" + name, Long.toString(process.pid())).succeed();
    }

}
