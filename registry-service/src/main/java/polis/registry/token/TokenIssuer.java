package polis.registry.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;
import polis.security.Revocations;
import polis.security.Role;
import polis.security.Scope;

/** Signs tokens. Needs no database once the key is loaded. */
@Component
class TokenIssuer {

    /** The audience that each service takes for itself too. */
    private static final String EVERY_SERVICE = "polis";

    private final NimbusJwtEncoder encoder;
    private final SigningKeys keys;
    private final TokenSettings settings;
    private final RevokedTokens revoked;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, TokenSettings settings, RevokedTokens revoked, Clock clock) {
        this.encoder = new NimbusJwtEncoder(keys);
        this.keys = keys;
        this.settings = settings;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** A person's or a pipeline's, for every service. */
    IssuedToken issue(String subject, Role role, Duration ttl) {
        return issue(subject, ttl,
                claims -> claims.audience(List.of(EVERY_SERVICE)).claim("roles", List.of(role.claim())));
    }

    /** A service's, for those that it calls. */
    IssuedToken issue(ServiceClient service, Duration ttl) {
        return issue(service.subject(), ttl,
                claims -> claims.audience(service.audience()).claim(Scope.CLAIM, service.scope()));
    }

    private IssuedToken issue(String subject, Duration ttl, Consumer<JwtClaimsSet.Builder> rights) {
        Instant now = issuedAt(subject);
        String id = UUID.randomUUID().toString();
        var claims = JwtClaimsSet.builder().id(id).issuer(settings.issuer()).subject(subject).issuedAt(now)
                .expiresAt(now.plus(ttl));
        rights.accept(claims);
        String kid = keys.current().kid();
        var header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(kid).build();
        String value = encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
        return new IssuedToken(id, value, kid, now, now.plus(ttl));
    }

    /** Now in whole seconds, as tokens have it; where the subject's tokens of this second are revoked, the next one. */
    private Instant issuedAt(String subject) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Long last = revoked.all().subjects().get(Revocations.digest(subject));
        return last == null || last < now.getEpochSecond() ? now : Instant.ofEpochSecond(last + 1);
    }
}
