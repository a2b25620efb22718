package polis.registry.token;

import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /**
     * In force here at once.
     *
     * @param subject whose it must be; null where it may be anybody's
     */
    void revoke(String id, @Nullable String subject) {
        tokens.revoke(id, subject);
        refresh();
    }

    void refresh() {
        revoked = tokens.revoked();
    }
}
