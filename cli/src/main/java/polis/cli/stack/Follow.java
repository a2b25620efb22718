package polis.cli.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads on in a growing file; begins again when it has been replaced by a shorter one. */
final class Follow {

    private static final int MOST_AT_ONCE = 1 << 20;

    private final Path file;
    private long position;

    Follow(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** The complete lines written since the last call. */
    List<String> next() {
        try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
            if (input.length() < position) {
                position = 0;
            }
            byte[] bytes = new byte[(int) Math.min(input.length() - position, MOST_AT_ONCE)];
            input.seek(position);
            input.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            position += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
