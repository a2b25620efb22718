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
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Codes that log a browser in once. */
@Component
class LoginCodes {

    /** What {@link #create} makes: anything else need not be looked for. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;

    LoginCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record LoginCode(String code, String subject, Instant expiresAt) {}

    /** What a code grants: a subject and a role. */
    record Grant(String subject, TokenRole role) {}

    @Transactional
    LoginCode create(Grant grant, Duration ttl, String issuedBy) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant expiresAt = clock.instant().plus(ttl).truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("delete from login_code where expires_at < :now").param("now", now()).update();
        jdbc.sql("""
                insert into login_code (hash, subject, role, issued_by, expires_at)
                values (:hash, :subject, :role, :by, :expiresAt)
                """).param("hash", hash(code)).param("subject", grant.subject()).param("role", grant.role().name())
                .param("by", issuedBy).param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC)).update();
        return new LoginCode(code, grant.subject(), expiresAt);
    }

    /** Uses a code and returns what it grants; empty where it was used, has expired or does not exist. */
    @Transactional
    Optional<Grant> use(String code) {
        if (!SHAPE.matcher(code).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("delete from login_code where hash = :hash and expires_at >= :now returning subject, role")
                .param("hash", hash(code)).param("now", now())
                .query((row, _) -> new Grant(row.getString("subject"), TokenRole.valueOf(row.getString("role"))))
                .optional();
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
