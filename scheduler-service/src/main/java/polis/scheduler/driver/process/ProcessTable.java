package polis.scheduler.driver.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import polis.scheduler.driver.Driver.Running;

/** Reads this machine's processes: which instance each one is, and whether it is still the one that it was. */
final class ProcessTable {

    /** Names the instance in its environment and, where that cannot be read, on its command line. */
    static final String VARIABLE = "POLIS_INSTANCE_ID";

    static final String OPTION = "-Dpolis.instance=";

    /** Start times are computed from the boot time, which may be read a little differently by each JVM. */
    private static final long TOLERANCE_MILLIS = 2_000;

    private ProcessTable() {}

    /** The processes that say that they are an instance. Children of an instance inherit its name: the oldest is it. */
    static Map<String, List<ProcessHandle>> instances() {
        Map<String, List<ProcessHandle>> found = new HashMap<>();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.forEach(process -> {
                String id = instanceOf(process);
                if (id != null && lives(process)) {
                    found.merge(id, List.of(process), (some, more) -> Stream.of(some, more).flatMap(List::stream)
                            .sorted(Comparator.comparingLong(ProcessTable::startedMillis))
                            .toList());
                }
            });
        }
        return found;
    }

    /** The process that was written down for the instance, unless it has ended and its id is somebody else's by now. */
    static Optional<ProcessHandle> find(Running known, String instance) {
        return ProcessHandle.of(known.pid())
                .filter(process -> Math.abs(startedMillis(process) - known.startedMillis()) <= TOLERANCE_MILLIS)
                .filter(process -> instance.equals(instanceOf(process)))
                .filter(ProcessTable::lives);
    }

    static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A process that has ended, and that nobody has asked for its status, does not live. */
    static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            // The name, in parentheses, may hold anything; the state follows it.
            int state = stat.lastIndexOf(')') + 2;
            return state >= stat.length() || (stat.charAt(state) != 'Z' && stat.charAt(state) != 'X');
        } catch (IOException noProc) {
            return process.isAlive();
        }
    }

    @Nullable
    private static String instanceOf(ProcessHandle process) {
        try {
            String environment = new String(
                    Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "environ")),
                    StandardCharsets.UTF_8);
            return Stream.of(environment.split("\u0000"))
                    .filter(entry -> entry.startsWith(VARIABLE + "="))
                    .map(entry -> entry.substring(VARIABLE.length() + 1))
                    .findFirst()
                    .orElse(null);
        } catch (IOException unreadable) {
            return process.info()
                    .arguments()
                    .flatMap(arguments -> Arrays.stream(arguments)
                            .filter(argument -> argument.startsWith(OPTION))
                            .map(argument -> argument.substring(OPTION.length()))
                            .findFirst())
                    .orElse(null);
        }
    }
}
