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
import java.util.Map;
import java.util.UUID;

/** Tokens as the registry makes them, and the key that they are verified with. */
final class Tokens {

    private static final ECKey KEY = key();

    static final String VIEWER = of("viewer");

    static final String DEPLOYER = of("deployer");

    /** The gateway's own. */
    static final String GATEWAY = ofService("gateway", "read", "polis-registry", "polis-versionset");

    private Tokens() {}

    static String jwks() {
        return "{\"keys\":[" + KEY.toPublicJWK().toJSONString() + "]}";
    }

    static String of(String role) {
        return of(role, Duration.ofHours(1));
    }

    static String of(String role, Duration ttl) {
        return of("test-" + role, role, ttl);
    }

    /** Somebody else's: as ours but for the name of the issuer. */
    static String foreign() {
        return signed(new JWTClaimsSet.Builder().issuer("https://login.example.com").subject("customer")
                .audience("polis").claim("act", Map.of("iss", "polis")).build());
    }

    static String of(String subject, String role, Duration ttl) {
        return ours(new JWTClaimsSet.Builder().subject(subject).audience("polis").claim("roles", List.of(role)), ttl);
    }

    static String ofService(String subject, String scope, String... audience) {
        return ours(new JWTClaimsSet.Builder().subject(subject).audience(List.of(audience)).claim("scope", scope),
                Duration.ofHours(1));
    }

    private static String ours(JWTClaimsSet.Builder claims, Duration ttl) {
        Instant now = Instant.now();
        return signed(claims.issuer("polis").jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now.minusSeconds(3600))).expirationTime(Date.from(now.plus(ttl))).build());
    }

    private static String signed(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
                    claims);
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
