package polis.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Amounts as people say them. */
public final class Words {

    private static final long MEBIBYTE = 1024 * 1024;

    private Words() {}

    /** {@code 340 ms}, {@code 4.2 s}, {@code 3 min 12 s}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 100_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** {@code 212 MiB}, {@code 1.2 GiB}; {@code -} when not known. */
    public static String bytes(long bytes) {
        if (bytes <= 0) {
            return "-";
        }
        if (bytes < 1024 * MEBIBYTE) {
            return bytes / MEBIBYTE + " MiB";
        }
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (1024.0 * MEBIBYTE));
    }

    /** {@code 1 request}, {@code 2 requests}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
