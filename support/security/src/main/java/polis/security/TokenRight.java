package polis.security;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Whether a caller may go on with what outlasts the request, a stream most of all: only as long as the token counts
 * that it was begun with. Whoever serves a stream asks once a second.
 */
public final class TokenRight {

    private final TokenRevocations revocations;
    private final InstantSource clock;

    public TokenRight(TokenRevocations revocations, InstantSource clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Whoever came without a token, where none is asked for, stays. */
    public boolean holds(@Nullable Principal caller) {
        if (!(caller instanceof JwtAuthenticationToken bearer)) {
            return true;
        }
        Jwt token = bearer.getToken();
        Instant end = token.getExpiresAt();
        return (end == null || end.isAfter(clock.instant())) && !revocations.revoked(token);
    }
}
