package polis.registry.sendfile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

// ADR 59
/**
 * Files from which the kernel sends large responses: no byte of them passes through this process, which would copy them
 * twice and hand them over in pieces of 8 KiB, and no thread waits for a slow reader.
 */
@Component
public class ResponseFiles implements DisposableBean {

    /**
     * How long a file waits for the next who asks. Far longer than the server takes from the head of the response to
     * opening it.
     */
    static final long KEPT = 5_000_000_000L;

    /** The folder's name before the process id and a random suffix. */
    private static final String NAME = "polis-registry-responses-";
    private static final Logger log = LoggerFactory.getLogger(ResponseFiles.class);

    /** Two lists of 20,000 instances in JSON and one in XML; in a container the temporary folder is often memory. */
    private static final long MOST_BYTES = 1L << 26;

    private final Map<Path, TemporaryFile> written = new ConcurrentHashMap<>();
    private final Path temporary;
    private final AtomicLong room;
    private @Nullable Path folder;

    public ResponseFiles() {
        this(Path.of(System.getProperty("java.io.tmpdir")), MOST_BYTES);
    }

    ResponseFiles(Path temporary, long mostBytes) {
        this.temporary = temporary;
        this.room = new AtomicLong(mostBytes);
    }

    /** Writes a body, as often as it is asked to. */
    public interface Content {

        void write(OutputStream out) throws IOException;
    }

    /** Deletes the files that nobody has requested lately. */
    public void cleanUp(long nowNanos) {
        written.values().forEach(file -> file.releaseIfIdle(nowNanos, KEPT));
    }

    @Override
    public void destroy() throws IOException {
        written.values().forEach(TemporaryFile::release);
        Path made = made();
        if (made != null) {
            Files.deleteIfExists(made);
        }
    }

    /** Returns whether so much more may be written now; the caller then gives it back. */
    boolean reserve(long bytes) {
        if (room.addAndGet(-bytes) >= 0) {
            return true;
        }
        giveBack(bytes);
        return false;
    }

    void giveBack(long bytes) {
        room.addAndGet(bytes);
    }

    /** Writes a file; returns nothing when that fails. */
    @Nullable
    TemporaryFile write(Content content, long length) {
        Path file = null;
        try {
            file = Files.createTempFile(folder(), "", "");
            try (var out = Files.newOutputStream(file)) {
                content.write(out);
            }
            if (Files.size(file) != length) {
                throw new IOException("its length is not the announced one");
            }
            var made = new TemporaryFile(file, path -> {
                delete(path);
                giveBack(length);
                written.remove(path);
            });
            written.put(file, made);
            return made;
        } catch (IOException e) {
            log.warn("A large response is sent from memory, because it could not be written to a file: {}",
                    e.toString());
            if (file != null) {
                delete(file);
            }
            return null;
        }
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("A temporary file could not be deleted: {}", e.toString());
        }
    }

    int size() {
        return written.size();
    }

    private synchronized Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            sweep();
            made = Files.createTempDirectory(temporary, NAME + ProcessHandle.current().pid() + "-");
            folder = made;
        }
        return made;
    }

    /** Deletes the folders of processes that were killed. */
    private void sweep() {
        try (var folders = Files.newDirectoryStream(temporary, NAME + "*")) {
            for (Path left : folders) {
                String pid = left.getFileName().toString().substring(NAME.length()).split("-", 2)[0];
                if (pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    FileSystemUtils.deleteRecursively(left);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("A folder of a former process could not be deleted: {}", e.toString());
        }
    }

    private synchronized @Nullable Path made() {
        return folder;
    }
}
