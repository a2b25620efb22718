package polis.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, without reading all of it. */
final class LogTail {

    private static final int BYTES_PER_LINE = 300;
    private static final int TRACE_LINES = 400;

    private LogTail() {}

    static List<String> of(Path log, int lines) {
        if (lines <= 0) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long wanted = (long) lines * BYTES_PER_LINE;
            while (true) {
                long from = Math.max(0, file.length() - wanted);
                List<String> read = read(file, from);
                if (read.size() > lines || from == 0) {
                    return read.subList(Math.max(0, read.size() - lines), read.size());
                }
                wanted *= 4;
            }
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Why a program ended: the innermost cause of its last stack trace, or else its last lines. */
    static List<String> reason(Path log, int lines) {
        List<String> read = of(log, TRACE_LINES);
        for (int i = read.size() - 1; i >= 0; i--) {
            if (read.get(i).startsWith("Caused by: ")) {
                return read.stream().skip(i).takeWhile(line -> !line.startsWith("\tat ")).limit(lines).toList();
            }
        }
        return read.subList(Math.max(0, read.size() - lines), read.size());
    }

    private static List<String> read(RandomAccessFile file, long from) throws IOException {
        byte[] bytes = new byte[(int) (file.length() - from)];
        file.seek(from);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
}
