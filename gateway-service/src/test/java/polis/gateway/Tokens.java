package polis.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Tokens as the registry makes them, and the key that they are verified with. */
final class Tokens {

    private static final ECKey KEY = key();

    static final String VIEWER = of("viewer");

    static final String DEPLOYER = of("deployer");

    private Tokens() {}

    static String jwks() {
        return "{\"keys\":[" + KEY.toPublicJWK().toJSONString() + "]}";
    }

    static String of(String role) {
        return of(role, Duration.ofHours(1));
    }

    static String of(String role, Duration ttl) {
        try {
            Instant now = Instant.now();
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
                    new JWTClaimsSet.Builder().issuer("polis").subject("test-" + role).claim("roles", List.of(role))
                            .jwtID(UUID.randomUUID().toString()).issueTime(Date.from(now.minusSeconds(3600)))
                            .expirationTime(Date.from(now.plus(ttl))).build());
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
