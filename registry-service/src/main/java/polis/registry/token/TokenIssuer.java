package polis.registry.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;
import polis.security.Role;

/** Signs tokens. Needs no database once the key is loaded. */
@Component
class TokenIssuer {

    private final NimbusJwtEncoder encoder;
    private final SigningKeys keys;
    private final TokenSettings settings;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, TokenSettings settings, Clock clock) {
        this.encoder = new NimbusJwtEncoder(keys);
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    record Issued(String id, String value, String kid, Instant issuedAt, Instant expiresAt) {}

    Issued issue(String subject, Role role, Duration ttl) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String id = UUID.randomUUID().toString();
        var claims = JwtClaimsSet.builder().id(id).issuer(settings.issuer()).subject(subject).issuedAt(now)
                .expiresAt(now.plus(ttl))
                .claim("roles", List.of(role.name().toLowerCase(Locale.ROOT))).build();
        String kid = keys.current().kid();
        var header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(kid).build();
        String value = encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return new Issued(id, value, kid, now, now.plus(ttl));
    }
}
