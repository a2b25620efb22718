package polis.security;

/** Knows which tokens were taken back before they expired. A service that knows of any declares it as a bean. */
@FunctionalInterface
public interface TokenRevocations {

    /** Whether the token with this id, its {@code jti} claim, no longer counts. Asked on every request: be quick. */
    boolean revoked(String tokenId);
}
