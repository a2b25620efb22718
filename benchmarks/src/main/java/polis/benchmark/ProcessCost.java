package polis.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The CPU time and memory of a process, as the kernel counts them. */
public record ProcessCost(double cpuSeconds, double residentMebibytes) {

    /** {@code sysconf(_SC_CLK_TCK)}: 100 on every Linux that the JDK runs on. */
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME_AFTER_NAME = 11;

    /** Reads what a process has cost so far. */
    public static ProcessCost of(long pid) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        String[] fields = fields(pid);
        double ticks = Double.parseDouble(fields[UTIME_AFTER_NAME]) + Double.parseDouble(fields[UTIME_AFTER_NAME + 1]);
        return new ProcessCost(ticks / TICKS_PER_SECOND, resident(Files.readAllLines(proc.resolve("status"))));
    }

    /** CPU seconds of a JVM's compilers so far. */
    public static double compilersOf(long pid) throws IOException {
        double seconds = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    seconds += (Double.parseDouble(fields[UTIME_AFTER_NAME])
                            + Double.parseDouble(fields[UTIME_AFTER_NAME + 1])) / TICKS_PER_SECOND;
                }
            }
        } catch (NoSuchFileException e) {
            // A thread has just ended: what it has cost is of no more interest.
        }
        return seconds;
    }

    /** Reads what a process and its children have cost so far, those that have ended included. */
    public static ProcessCost ofFamily(long pid) throws IOException {
        ProcessCost sum = of(pid);
        String[] fields = fields(pid);
        double ended = Double.parseDouble(fields[UTIME_AFTER_NAME + 2])
                + Double.parseDouble(fields[UTIME_AFTER_NAME + 3]);
        sum = sum.plus(new ProcessCost(ended / TICKS_PER_SECOND, 0));
        for (ProcessHandle child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
            try {
                sum = sum.plus(of(child.pid()));
            } catch (NoSuchFileException e) {
                // It has just ended.
            }
        }
        return sum;
    }

    /** The process that has started this one. */
    public static long parentOf(long pid) throws IOException {
        return Long.parseLong(fields(pid)[1]);
    }

    private static String[] fields(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static double resident(List<String> status) {
        return status.stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst()
                .orElse(Double.NaN);
    }

    /** The two together. */
    public ProcessCost plus(ProcessCost other) {
        return new ProcessCost(cpuSeconds + other.cpuSeconds, residentMebibytes + other.residentMebibytes);
    }
}
