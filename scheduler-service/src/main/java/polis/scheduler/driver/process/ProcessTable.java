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
import polis.scheduler.cluster.RunningProcess;

/** Reads this machine's processes: which instance each one is, and whether it is still the one that it was. */
final class ProcessTable {

    /** Names the instance in its environment and, where that cannot be read, on its command line. */
    static final String VARIABLE = "POLIS_INSTANCE_ID";

    static final String OPTION = "-Dpolis.instance=";

    /** Where the kernel's clock cannot be read: start times are then computed from the boot time, and that wanders. */
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
                            .sorted(Comparator.comparingLong(ProcessTable::startedMillis)).toList());
                }
            });
        }
        return found;
    }

    /** The process that was written down for the instance, unless it has ended and its id is somebody else's by now. */
    static Optional<ProcessHandle> find(RunningProcess known, String instance) {
        return ProcessHandle.of(known.pid()).filter(process -> started(process, known))
                .filter(process -> instance.equals(instanceOf(process))).filter(ProcessTable::lives);
    }

    static RunningProcess running(ProcessHandle process) {
        return new RunningProcess(process.pid(), startedMillis(process), startedTicks(process));
    }

    private static boolean started(ProcessHandle process, RunningProcess known) {
        long ticks = startedTicks(process);
        return (ticks > 0 && known.startedTicks() > 0)
                ? ticks == known.startedTicks()
                : Math.abs(startedMillis(process) - known.startedMillis()) <= TOLERANCE_MILLIS;
    }

    /** Field 22 of /proc/PID/stat: clock ticks since the machine was booted. */
    private static long startedTicks(ProcessHandle process) {
        List<String> stat = stat(process);
        return stat.size() > 19 ? Long.parseLong(stat.get(19)) : 0;
    }

    /** The fields of /proc/PID/stat from the state, the third one, on; the name before it may hold anything. */
    private static List<String> stat(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException | IndexOutOfBoundsException noProc) {
            return List.of();
        }
    }

    private static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A process that has ended, and that nobody has asked for its status, does not live. */
    static boolean lives(ProcessHandle process) {
        List<String> stat = stat(process);
        boolean ended = !stat.isEmpty() && (stat.getFirst().equals("Z") || stat.getFirst().equals("X"));
        return process.isAlive() && !ended;
    }

    @Nullable
    private static String instanceOf(ProcessHandle process) {
        try {
            String environment = new String(
                    Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "environ")),
                    StandardCharsets.UTF_8);
            return Stream.of(environment.split("\u0000")).filter(entry -> entry.startsWith(VARIABLE + "="))
                    .map(entry -> entry.substring(VARIABLE.length() + 1)).findFirst().orElse(null);
        } catch (IOException unreadable) {
            return process.info().arguments()
                    .flatMap(arguments -> Arrays.stream(arguments).filter(argument -> argument.startsWith(OPTION))
                            .map(argument -> argument.substring(OPTION.length())).findFirst())
                    .orElse(null);
        }
    }
}
