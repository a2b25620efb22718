package polis.registry.sendfile;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file with a response. It outlives the response in memory: whoever is sent it may still be about to open it. */
final class TemporaryFile {

    private final Consumer<Path> deletion;
    private @Nullable Path path;
    private long requestedAt = System.nanoTime();

    /** @param deletion runs once, when the file is released */
    TemporaryFile(Path path, Consumer<Path> deletion) {
        this.path = path;
        this.deletion = deletion;
    }

    /** Returns nothing once it was released. */
    synchronized @Nullable String path() {
        requestedAt = System.nanoTime();
        return path == null ? null : path.toString();
    }

    synchronized void releaseIfIdle(long nowNanos, long keptNanos) {
        if (nowNanos - requestedAt > keptNanos) {
            release();
        }
    }

    /** Whoever is being sent it has it open. */
    synchronized void release() {
        if (path != null) {
            deletion.accept(path);
            path = null;
        }
    }
}
