package polis.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel has booked for a process so far. */
public record ProcessCost(double cpuSeconds, double residentMebibytes) {

    /** {@code sysconf(_SC_CLK_TCK)}: 100 on every Linux that the JDK runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME_AFTER_NAME = 11;

    /** What that process has cost so far. */
    public static ProcessCost of(long pid) throws IOException {
        Path proc = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(proc.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Double.parseDouble(fields[UTIME_AFTER_NAME]) + Double.parseDouble(fields[UTIME_AFTER_NAME + 1]);
        return new ProcessCost(ticks / TICKS_PER_SECOND, resident(Files.readAllLines(proc.resolve("status"))));
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
