package polis.registry.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that was issued. Its value is in one answer, to the one who asked, and is not kept. */
record Token(String id, String subject, TokenRole role, String issuedBy, Instant issuedAt, Instant expiresAt,
        @Nullable Instant revokedAt) {}
