package polis.scheduler.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last lines of a log in one. */
final class LogTail {

    private LogTail() {}

    /** As many of the last lines as fit, or the beginning of the last one; null where there are none. */
    @Nullable
    static String of(String text, int atMost) {
        List<String> lines = text.lines().map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty()).toList();
        StringBuilder words = new StringBuilder();
        for (String line : lines.reversed()) {
            if (words.length() + line.length() + 3 > atMost) {
                break;
            }
            words.insert(0, words.isEmpty() ? line : line + " | ");
        }
        if (words.isEmpty() && !lines.isEmpty()) {
            String last = lines.getLast();
            return last.substring(0, Math.min(atMost, last.length()));
        }
        return words.isEmpty() ? null : words.toString();
    }
}
