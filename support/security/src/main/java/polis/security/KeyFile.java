package polis.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;

import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's public keys on disk. A file that cannot be read or written costs a warning, never a request. */
final class KeyFile {

    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final @Nullable Path file;

    KeyFile(@Nullable Path file) {
        this.file = file != null ? file.toAbsolutePath() : null;
    }

    JWKSet read() {
        if (this.file == null || !Files.exists(this.file)) {
            return new JWKSet();
        }
        try {
            return JWKSet.parse(Files.readString(this.file));
        } catch (IOException | ParseException unreadable) {
            log.warn("Cannot read the kept keys in {}: {}", this.file, unreadable.getMessage());
            return new JWKSet();
        }
    }

    /** Readers see the old keys or the new ones, never half a file, also when the process dies on the way. */
    void write(JWKSet keys) {
        if (this.file == null) {
            return;
        }
        try {
            Path folder = this.file.getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".jwks", ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, keys.toString(true));
                Files.move(fresh, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            log.warn("Cannot keep the keys in {}: {}", this.file, unwritable.getMessage());
        }
    }
}
