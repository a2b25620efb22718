package polis.gateway.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which somebody is logged in.
 *
 * @param id what others call it; it opens nothing
 * @param tokenId the id of the token behind it, by which that is revoked
 * @param subject the person
 * @param address from where the person logged in
 * @param userAgent what the browser said that it is
 */
record Session(UUID id, String tokenId, String subject, String role, Instant createdAt, Instant expiresAt,
        @Nullable String address, @Nullable String userAgent) {}
