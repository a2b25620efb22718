package polis.registry.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import polis.security.Revocations;
import polis.security.TokenRevocations;

/** Which tokens are revoked, in memory, so that the database may be away. */
@Component
class RevokedTokens implements TokenRevocations {

    private final Tokens tokens;
    private final SubjectRevocations subjects;
    private volatile Revocations revoked = Revocations.NONE;

    RevokedTokens(Tokens tokens, SubjectRevocations subjects) {
        this.tokens = tokens;
        this.subjects = subjects;
    }

    @Override
    public boolean revoked(Jwt token) {
        return revoked.cover(token);
    }

    Revocations all() {
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

    /** All of a subject's until now; in force here at once. */
    SubjectRevocation revokeAllOf(String subject, String revokedBy) {
        SubjectRevocation made = subjects.add(subject, revokedBy);
        refresh();
        return made;
    }

    void refresh() {
        revoked = new Revocations(tokens.revoked(), subjects.seconds());
    }
}
