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
        if (file == null || !Files.exists(file)) {
            return new JWKSet();
        }
        try {
            return JWKSet.parse(Files.readString(file));
        } catch (IOException | ParseException unreadable) {
            log.warn("Cannot read the kept keys in {}: {}", file, unreadable.getMessage());
            return new JWKSet();
        }
    }

    /** Readers see the old keys or the new ones, never half a file, also when the process dies on the way. */
    void write(JWKSet keys) {
        if (file == null) {
            return;
        }
        try {
            Path folder = file.getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".jwks", ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, keys.toString(true));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException unwritable) {
            log.warn("Cannot keep the keys in {}: {}", file, unwritable.getMessage());
        }
    }
}
