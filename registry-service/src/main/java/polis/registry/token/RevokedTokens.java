package polis.registry.token;

import java.util.Set;
import org.springframework.stereotype.Component;
import polis.security.TokenRevocations;

/** Which tokens are revoked, in memory, so that the database may be away. */
@Component
class RevokedTokens implements TokenRevocations {

    private final Tokens tokens;
    private volatile Set<String> revoked = Set.of();

    RevokedTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean revoked(String tokenId) {
        return revoked.contains(tokenId);
    }

    Set<String> all() {
        return revoked;
    }

    /** In force here at once. */
    void revoke(String id) {
        tokens.revoke(id);
        refresh();
    }

    void refresh() {
        revoked = tokens.revoked();
    }
}
