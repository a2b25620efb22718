package polis.security;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Knows which tokens were taken back before they expired. The issuer's word counts unless a service declares a bean of
 * its own.
 */
@FunctionalInterface
public interface TokenRevocations {

    /** Returns whether this token no longer counts. Asked on every request: be quick. */
    boolean revoked(Jwt token);
}
