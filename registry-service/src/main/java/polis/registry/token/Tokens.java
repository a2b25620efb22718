package polis.registry.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.paging.Page;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** The tokens that were issued on request. */
@Component
class Tokens {

    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** Who verifies allows for clocks that differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Feed feed;
    private final Clock clock;

    Tokens(JdbcClient jdbc, Feed feed, Clock clock) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.clock = clock;
    }

    /** Puts a token on record, and takes those off that ended long ago. */
    @Transactional
    void add(IssuedToken issued, String subject, TokenRole role, String issuedBy) {
        jdbc.sql("delete from token where expires_at < :then")
                .param("then", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("""
                insert into token (id, subject, role, issued_by, issued_at, expires_at, kid)
                values (:id, :subject, :role, :issuedBy, :issuedAt, :expiresAt, :kid)
                """).param("id", issued.id()).param("subject", subject).param("role", role.name())
                .param("issuedBy", issuedBy).param("kid", issued.kid())
                .param("issuedAt", issued.issuedAt().atOffset(ZoneOffset.UTC))
                .param("expiresAt", issued.expiresAt().atOffset(ZoneOffset.UTC)).update();
    }

    @Transactional(readOnly = true)
    Page<Token> page(int limit, @Nullable String cursor) {
        List<Token> found = jdbc.sql("select * from token where id > :after order by id limit :limit")
                .param("after", cursor == null ? "" : cursor).param("limit", limit + 1).query(Tokens::token).list();
        return Page.cut(found, limit, Token::id);
    }

    /** Revoking twice is the same as once. A token that is somebody else's is as if there were none. */
    @Transactional
    void revoke(String id, @Nullable String subject) {
        int revoked = jdbc.sql("""
                update token set revoked_at = :now
                where id = :id and revoked_at is null and subject = coalesce(:subject, subject)
                """).param("id", id).param("subject", subject, Types.VARCHAR)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        if (revoked == 1) {
            feed.append("TokenRevoked", id, Map.of("id", id));
        } else if (jdbc.sql("select 1 from token where id = :id and subject = coalesce(:subject, subject)")
                .param("id", id).param("subject", subject, Types.VARCHAR).query(Integer.class).optional().isEmpty()) {
            throw new ProblemException(StandardProblem.NOT_FOUND,
                    "There is no token with this id. GET /api/v1/tokens lists them.");
        }
    }

    /** Those that would still be valid had they not been revoked. */
    @Transactional(readOnly = true)
    Set<String> revoked() {
        return new HashSet<>(jdbc.sql("select id from token where revoked_at is not null and expires_at > :now")
                .param("now", clock.instant().minus(MARGIN).atOffset(ZoneOffset.UTC)).query(String.class).list());
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(row.getString("id"), row.getString("subject"), TokenRole.valueOf(row.getString("role")),
                row.getString("issued_by"), instant(row, "issued_at"), instant(row, "expires_at"), revokedAt(row));
    }

    private static @Nullable Instant revokedAt(ResultSet row) throws SQLException {
        var at = row.getObject("revoked_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
