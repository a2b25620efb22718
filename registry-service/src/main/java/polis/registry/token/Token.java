package polis.registry.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that was issued to somebody. Its value is told once, to the one who asked, and not kept. */
record Token(String id, String subject, TokenRole role, String issuedBy, Instant issuedAt, Instant expiresAt,
        @Nullable Instant revokedAt) {}
