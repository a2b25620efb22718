package polis.registry.answer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Files from which the kernel sends large answers: no byte of them passes through this process, which would copy them
 * twice and hand them over in pieces of 8 KiB, and no thread waits for a slow reader.
 */
@Component
public class AnswerFiles implements DisposableBean {

    /**
     * How long a file waits for the next who asks. Far longer than the server takes from the answer's head to opening
     * it.
     */
    static final long KEPT = 5_000_000_000L;

    /** Of the folder, before the number of the process and what makes it the only one. */
    private static final String NAME = "polis-registry-answers-";

    private static final Logger log = LoggerFactory.getLogger(AnswerFiles.class);

    /** Two lists of 20,000 instances in JSON and one in XML; in a container the temporary folder is often memory. */
    private static final long MOST_BYTES = 1L << 26;

    private final Set<WrittenFile> there = ConcurrentHashMap.newKeySet();
    private final Path temporary;
    private final AtomicLong room;
    private @Nullable Path folder;

    public AnswerFiles() {
        this(Path.of(System.getProperty("java.io.tmpdir")), MOST_BYTES);
    }

    AnswerFiles(Path temporary, long mostBytes) {
        this.temporary = temporary;
        this.room = new AtomicLong(mostBytes);
    }

    /**
     * An answer that is not in a file yet.
     *
     * @param length of what is written, in bytes
     */
    public AnswerFile of(long length, AnswerFile.Content content) {
        return new AnswerFile(this, length, content);
    }

    /** Deletes the files that nobody has asked for lately. */
    public void tidy(long nowNanos) {
        there.forEach(file -> file.tidy(nowNanos));
    }

    @Override
    public void destroy() throws IOException {
        there.forEach(WrittenFile::letGo);
        Path made = made();
        if (made != null) {
            Files.deleteIfExists(made);
        }
    }

    /** Says whether so much more may be written now; whoever is told so gives it back. */
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

    /** Nothing where it cannot be written. */
    @Nullable
    WrittenFile write(AnswerFile.Content content, long length) {
        Path file = null;
        try {
            file = Files.createTempFile(folder(), "", "");
            try (var out = Files.newOutputStream(file)) {
                content.write(out);
            }
            if (Files.size(file) != length) {
                throw new IOException("it has another length than it was said to have");
            }
            var written = new WrittenFile(this, file, length);
            there.add(written);
            return written;
        } catch (IOException e) {
            log.warn("A large answer is sent from memory, because it cannot be written to a file: {}", e.toString());
            if (file != null) {
                delete(file);
            }
            return null;
        }
    }

    void drop(WrittenFile file) {
        there.remove(file);
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("A file stays that nobody needs any more: {}", e.toString());
        }
    }

    int size() {
        return there.size();
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

    /** Deletes what processes left that were killed. */
    private void sweep() {
        try (var folders = Files.newDirectoryStream(temporary, NAME + "*")) {
            for (Path left : folders) {
                String pid = left.getFileName().toString().substring(NAME.length()).split("-", 2)[0];
                if (pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    FileSystemUtils.deleteRecursively(left);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("A folder stays that nobody needs any more: {}", e.toString());
        }
    }

    private synchronized @Nullable Path made() {
        return folder;
    }
}
