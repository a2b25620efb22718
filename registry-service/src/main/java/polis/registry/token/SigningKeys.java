package polis.registry.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signing keys in memory, so that the database may be away. */
@Component
class SigningKeys implements JWKSource<SecurityContext> {

    private final KeyRing ring;
    private final Clock clock;
    private volatile List<SigningKey> keys = List.of();

    SigningKeys(KeyRing ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(set());
    }

    JWKSet published() {
        return set().toPublicJWKSet();
    }

    /** All that count, oldest first. */
    List<SigningKey> all() {
        if (keys.isEmpty()) {
            refresh();
        }
        return keys;
    }

    /** The one that signs now. */
    SigningKey current() {
        Instant now = clock.instant();
        List<SigningKey> known = all();
        return known.reversed().stream().filter(key -> !key.signsFrom().isAfter(now)).findFirst()
                .orElse(known.getFirst());
    }

    void refresh() {
        List<SigningKey> stored = ring.keys();
        if (stored.isEmpty()) {
            ring.makeFirst();
            stored = ring.keys();
        }
        keys = List.copyOf(stored);
    }

    private JWKSet set() {
        return new JWKSet(all().stream().<JWK>map(SigningKey::jwk).toList());
    }
}
