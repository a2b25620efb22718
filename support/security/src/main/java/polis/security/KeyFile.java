package polis.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The issuer's public keys on disk. */
final class KeyFile {

    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final KeptFile file;

    KeyFile(@Nullable Path file) {
        this.file = new KeptFile(file);
    }

    JWKSet read() {
        String kept = file.read();
        try {
            return kept == null ? new JWKSet() : JWKSet.parse(kept);
        } catch (ParseException unreadable) {
            log.warn("Cannot read the kept keys: {}", unreadable.getMessage());
            return new JWKSet();
        }
    }

    void write(JWKSet keys) {
        file.write(keys.toString(true));
    }
}
