package polis.registry.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Codes that log a browser in once. */
@Component
class LoginCodes {

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    LoginCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record LoginCode(String code, Instant expiresAt) {}

    @Transactional
    LoginCode create(TokenRole role, Duration ttl, String issuedBy) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.instant().plus(ttl).truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("delete from login_code where expires_at < :now").param("now", now()).update();
        jdbc.sql("insert into login_code (hash, role, issued_by, expires_at) values (:hash, :role, :by, :expiresAt)")
                .param("hash", hash(code)).param("role", role.name()).param("by", issuedBy)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        return new LoginCode(code, expiresAt);
    }

    /** The role that the code stands for, to the first who shows it. */
    @Transactional
    Optional<TokenRole> use(String code) {
        return jdbc.sql("delete from login_code where hash = :hash and expires_at >= :now returning role")
                .param("hash", hash(code))
                .param("now", now()).query(String.class).optional().map(TokenRole::valueOf);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String hash(String code) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
