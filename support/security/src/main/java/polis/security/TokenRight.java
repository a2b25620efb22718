package polis.feed;

import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import polis.security.TokenRevocations;

/** A stream may outlive its token by hours: it ends when the token does, or when that is revoked. */
final class TokenRight implements WatchRight {

    private final TokenRevocations revocations;
    private final InstantSource clock;

    TokenRight(TokenRevocations revocations, InstantSource clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public boolean holds(@Nullable Principal caller) {
        if (!(caller instanceof JwtAuthenticationToken bearer)) {
            return true;
        }
        Jwt token = bearer.getToken();
        Instant end = token.getExpiresAt();
        return (end == null || end.isAfter(clock.instant()))
                && !revocations.revoked(token);
    }
}
