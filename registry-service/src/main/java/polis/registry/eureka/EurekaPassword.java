package polis.registry.eureka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Eureka clients put user and password into the service URL; they cannot send a bearer token. The pair is compared in constant
 * time and without a password hash: a slow hash per heartbeat would cost more than Eureka itself.
 */
@Component
class EurekaPassword {

    private static final Logger log = LoggerFactory.getLogger(EurekaPassword.class);
    private static final String SCHEME = "Basic ";

    private final byte @Nullable [] pair;

    EurekaPassword(EurekaSettings settings) {
        String password = settings.password();
        if (password == null || password.isBlank()) {
            log.warn("polis.registry.eureka.password is not set: no Eureka client can register.");
            this.pair = null;
        } else {
            this.pair = (settings.username() + ":" + password).getBytes(StandardCharsets.UTF_8);
        }
    }

    boolean fits(@Nullable String authorization) {
        if (pair == null || authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
            return MessageDigest.isEqual(pair, given);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
