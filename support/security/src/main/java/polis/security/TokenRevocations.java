package polis.security;

/** Knows which tokens were taken back before they expired. The issuer's word counts unless a service declares a bean of its own. */
@FunctionalInterface
public interface TokenRevocations {

    /** Whether the token with this id, its {@code jti} claim, no longer counts. Asked on every request: be quick. */
    boolean revoked(String tokenId);
}
