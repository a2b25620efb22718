package polis.registry.token;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are issued.
 *
 * @param clients secrets of the clients that may ask for tokens, by client id; signs in an id do not count, because
 *     environment variables cannot hold them
 * @param issuer the {@code iss} of every token
 * @param clientTtl how long a client's token lives
 * @param sessionTtl how long the token lives that a login code is exchanged for
 * @param longestTtl the longest life that may be asked for
 * @param keyLead how long a new signing key is published before it signs; more than the five seconds for which a
 *                service does not ask for keys twice
 * @param rotateAfter age at which the signing key is replaced by itself; never where nothing is said
 * @param failuresPerMinute how many wrong login codes and secrets of clients an address may show in a minute before it
 *         is told to wait; a right one always passes
 */
@Validated
@ConfigurationProperties("polis.registry")
record TokenSettings(@DefaultValue Map<String, String> clients,
        @Name("token.issuer") @DefaultValue("polis") @NotBlank String issuer,
        @Name("token.client-ttl") @DefaultValue("PT1H") Duration clientTtl,
        @Name("token.session-ttl") @DefaultValue("PT12H") Duration sessionTtl,
        @Name("token.longest-ttl") @DefaultValue("P366D") Duration longestTtl,
        @Name("token.key-lead") @DefaultValue("PT10S") Duration keyLead,
        @Name("token.rotate-after") @Nullable Duration rotateAfter,
        @Name("token.failures-per-minute") @DefaultValue("60") @Min(1) int failuresPerMinute) {

    TokenSettings {
        var plain = new HashMap<String, String>();
        clients.forEach((id, secret) -> plain.put(plain(id), secret));
        clients = Map.copyOf(plain);
    }

    @Nullable
    String secret(String clientId) {
        String secret = clients.get(plain(clientId));
        return secret == null || secret.isBlank() ? null : secret;
    }

    /** The longest life of a token that is on no record. */
    Duration longestUnrecorded() {
        return clientTtl.compareTo(sessionTtl) > 0 ? clientTtl : sessionTtl;
    }

    /** The same client, however its id is spelled. */
    static String plain(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
