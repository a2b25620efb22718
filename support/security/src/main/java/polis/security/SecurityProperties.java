package polis.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * @param revocationsUri where the issuer tells which tokens it took back; {@code revocations} beside jwks-uri where
 *         nothing is said, and nowhere with an external issuer
 * @param revocationsPoll how often it is asked
 * @param issuerUri an external OpenID Connect issuer, in place of issuer and jwks-uri
 * @param rolesClaim the claim that lists the roles
 * @param tokenUri where a service gets its own token
 * @param client the name and the secret with which it asks
 * @param audience whom a token must be meant for
 */
@ConfigurationProperties("polis.security")
record SecurityProperties(@DefaultValue("polis") String issuer,
        @DefaultValue("http://localhost:8761/oauth2/jwks") URI jwksUri, @Nullable Path jwksCache,
        @DefaultValue("5m") Duration jwksRefresh, @Nullable URI revocationsUri,
        @DefaultValue("2s") Duration revocationsPoll, @Nullable URI issuerUri, @DefaultValue("roles") String rolesClaim,
        @DefaultValue("http://localhost:8761/oauth2/token") URI tokenUri, @DefaultValue Client client,
        @DefaultValue Audience audience) {

    private static final String SHARED = "polis";

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

    /**
     * What the {@code aud} of a token may say.
     *
     * @param service the name of this service: scopes count only in tokens that are addressed to it
     * @param shared the name for all services at once, which people's tokens bear; {@code polis} where nothing is said,
     *             and with an external issuer any
     */
    record Audience(@Nullable String service, @Nullable String shared) {}

    /** Tokens from before there was an audience say nothing; their scopes do not count. */
    boolean isAddressed(@Nullable List<String> audiences) {
        String shared = audience.shared() == null && issuerUri == null ? SHARED : audience.shared();
        return audiences == null || audiences.isEmpty() || shared == null || audiences.contains(shared)
                || isNamed(audiences);
    }

    /** Returns whether this very service is meant. */
    boolean isNamed(@Nullable List<String> audiences) {
        return audience.service() != null && audiences != null && audiences.contains(audience.service());
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
