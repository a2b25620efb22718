package polis.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the issuer said last, on disk. A file that cannot be read or written costs a warning, never a request. */
final class KeptFile {

    private static final Logger log = LoggerFactory.getLogger(KeptFile.class);

    private final @Nullable Path file;

    KeptFile(@Nullable Path file) {
        this.file = file != null ? file.toAbsolutePath() : null;
    }

    @Nullable
    String read() {
        if (file == null || !Files.exists(file)) {
            return null;
        }
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            log.warn("Cannot read {}: {}", file, unreadable.getMessage());
            return null;
        }
    }

    /** Readers see the old text or the new one, never half a file, also when the process dies on the way. */
    void write(String text) {
        if (file == null) {
            return;
        }
        try {
            Path folder = file.getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".kept", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            log.warn("Cannot write {}: {}", file, unwritable.getMessage());
        }
    }
}
