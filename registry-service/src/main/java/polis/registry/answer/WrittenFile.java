package polis.registry.answer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file with an answer. It outlives the answer in memory: whoever is sent it may still be about to open it. */
final class WrittenFile {

    private final AnswerFiles files;
    private final long length;
    private @Nullable Path path;
    private long askedAt = System.nanoTime();

    WrittenFile(AnswerFiles files, Path path, long length) {
        this.files = files;
        this.path = path;
        this.length = length;
    }

    /** Nothing where it was let go. */
    synchronized @Nullable String path() {
        askedAt = System.nanoTime();
        return path == null ? null : path.toString();
    }

    synchronized void tidy(long nowNanos) {
        if (nowNanos - askedAt > AnswerFiles.KEPT) {
            letGo();
        }
    }

    /** Whoever is being sent it has it open. */
    synchronized void letGo() {
        if (path != null) {
            files.delete(path);
            files.giveBack(length);
            path = null;
        }
        files.drop(this);
    }
}
