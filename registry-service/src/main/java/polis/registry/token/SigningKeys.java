package polis.registry.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ES256 key of this city: made once, kept in the schema, held in memory so that the database may be away. */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable ECKey key;

    SigningKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(new JWKSet(key()));
    }

    JWKSet published() {
        return new JWKSet(key()).toPublicJWKSet();
    }

    @EventListener(ApplicationStartedEvent.class)
    void load() {
        try {
            key();
        } catch (DataAccessException e) {
            log.warn("The signing key is not loaded yet: {}", e.getMessage());
        }
    }

    private ECKey key() {
        ECKey held = key;
        if (held == null) {
            held = stored();
            if (held == null) {
                store(generated());
                held = stored();
            }
            if (held == null) {
                throw new IllegalStateException("The signing key was stored but is not there.");
            }
            key = held;
        }
        return held;
    }

    private @Nullable ECKey stored() {
        return jdbc.sql("select jwk from signing_key").query(String.class).optional().map(SigningKeys::parse)
                .orElse(null);
    }

    /** Of two nodes that start at once the first one's key stays. */
    private void store(ECKey fresh) {
        jdbc.sql("insert into signing_key (kid, jwk, created_at) values (:kid, :jwk, :at) on conflict do nothing")
                .param("kid", fresh.getKeyID()).param("jwk", fresh.toJSONString())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private static ECKey generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                    .keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key could be made.", e);
        }
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("The stored signing key cannot be read.", e);
        }
    }
}
