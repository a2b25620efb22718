package polis.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens count, and how a service gets its own.
 *
 * @param issuer the issuer that a token must name
 * @param jwksUri where the issuer publishes its keys
 * @param jwksCache file that keeps the keys, so that a service that starts while the issuer is away still verifies
 * @param jwksRefresh age at which the keys are read again in the background
 * @param revocationsUri where the issuer tells which tokens it took back; {@code revocations} beside jwks-uri where nothing is
 *     said, and nowhere with an external issuer
 * @param revocationsPoll how often it is asked
 * @param issuerUri an external OpenID Connect issuer, in place of issuer and jwks-uri
 * @param rolesClaim the claim that lists the roles
 * @param tokenUri where a service gets its own token
 * @param client the name and the secret with which it asks
 */
@ConfigurationProperties("polis.security")
record SecurityProperties(@DefaultValue("polis") String issuer,
        @DefaultValue("http://localhost:8761/oauth2/jwks") URI jwksUri, @Nullable Path jwksCache,
        @DefaultValue("5m") Duration jwksRefresh, @Nullable URI revocationsUri,
        @DefaultValue("2s") Duration revocationsPoll, @Nullable URI issuerUri, @DefaultValue("roles") String rolesClaim,
        @DefaultValue("http://localhost:8761/oauth2/token") URI tokenUri, @DefaultValue Client client) {

    /**
     * @param id the service's name at the issuer
     * @param secret what proves it
     */
    record Client(@Nullable String id, @Nullable String secret) {

        @Override
        public String toString() {
            return "Client[id=" + id + "]";
        }
    }

    /** Where to ask for revocations, or null where nobody tells. */
    @Nullable
    URI revocations() {
        return revocationsUri != null || issuerUri != null ? revocationsUri : jwksUri.resolve("revocations");
    }

    /** Beside the keys. */
    @Nullable
    Path revocationsCache() {
        return jwksCache == null ? null : jwksCache.resolveSibling(jwksCache.getFileName() + ".revoked");
    }

    String expectedIssuer() {
        return issuerUri != null ? issuerUri.toString() : issuer;
    }
}
