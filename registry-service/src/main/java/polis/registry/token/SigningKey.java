package polis.registry.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/**
 * An ES256 key that signs tokens.
 *
 * @param signsFrom from then on it signs, until the next one does
 */
record SigningKey(ECKey jwk, Instant createdAt, Instant signsFrom) {

    static SigningKey generated(Instant now, Instant signsFrom) {
        try {
            return new SigningKey(new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                    .keyID(UUID.randomUUID().toString()).generate(), now, signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key could be made.", e);
        }
    }

    static SigningKey stored(String jwk, Instant createdAt, Instant signsFrom) {
        try {
            return new SigningKey(ECKey.parse(jwk), createdAt, signsFrom);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key cannot be read.", e);
        }
    }

    String kid() {
        return jwk.getKeyID();
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid() + "]";
    }
}
