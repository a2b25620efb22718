package polis.gateway.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The sessions as all gateways share them. */
@Repository
class SessionRows {

    private static final String COLUMNS = "id, token_id, subject, role, created_at, expires_at, address, user_agent";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final SessionSettings settings;

    SessionRows(JdbcClient database, TransactionTemplate transaction, SessionSettings settings) {
        this.database = database;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** @param token what it stands for, sealed */
    record Row(Session session, String token) {}

    /** Adds a session and gives back those that had to go for it, the oldest ones. */
    List<Session> add(Session session, String digest, String token) {
        return transaction.execute(_ -> {
            // Two that log in at once would each see room for one.
            database.sql("lock table console_session in share row exclusive mode").update();
            List<Session> ended = new ArrayList<>(database.sql("""
                    delete from console_session where id in (select id from console_session where subject = :subject
                    order by created_at desc, id offset :kept) returning\s""" + COLUMNS)
                    .param("subject", session.subject()).param("kept", settings.perPerson() - 1)
                    .query(SessionRows::session).list());
            ended.addAll(database.sql("""
                    delete from console_session where id in (select id from console_session
                    order by created_at desc, id offset :kept) returning\s""" + COLUMNS)
                    .param("kept", settings.most() - 1).query(SessionRows::session).list());
            database.sql("""
                    insert into console_session (id, digest, token, token_id, subject, role, created_at, expires_at,
                    address, user_agent) values (:id, :digest, :token, :tokenId, :subject, :role, :createdAt,
                    :expiresAt, :address, :userAgent)""").param("id", session.id()).param("digest", digest)
                    .param("token", token).param("tokenId", session.tokenId()).param("subject", session.subject())
                    .param("role", session.role()).param("createdAt", time(session.createdAt()))
                    .param("expiresAt", time(session.expiresAt())).param("address", session.address())
                    .param("userAgent", session.userAgent()).update();
            return ended;
        });
    }

    Optional<Row> find(String digest, Instant now) {
        return database
                .sql("select token, " + COLUMNS
                        + " from console_session where digest = :digest and expires_at > :expiresAt")
                .param("digest", digest).param("expiresAt", time(now))
                .query((row, number) -> new Row(session(row, number), row.getString("token"))).optional();
    }

    /**
     * Returns a page of sessions, the newest first.
     *
     * @param subject whose; null for everybody's
     * @param after the last one of the page before; null for the first page
     */
    List<Session> page(@Nullable String subject, @Nullable SessionCursor after, int limit, Instant now) {
        return database.sql("select " + COLUMNS + """
                 from console_session where expires_at > :now and subject = coalesce(:subject::text, subject)
                and (created_at, id) < (coalesce(:at, 'infinity'::timestamptz), coalesce(:id, id))
                order by created_at desc, id desc limit :limit""").param("now", time(now)).param("subject", subject)
                .param("at", after == null ? null : time(after.at()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", after == null ? null : after.id(), java.sql.Types.OTHER).param("limit", limit)
                .query(SessionRows::session).list();
    }

    /** @param subject whose it must be; null where it may be anybody's */
    Optional<Session> remove(UUID id, @Nullable String subject) {
        return database
                .sql("delete from console_session where id = :id and subject = coalesce(:subject::text, subject)"
                        + " returning " + COLUMNS)
                .param("id", id).param("subject", subject).query(SessionRows::session).optional();
    }

    /** Takes out some of those that are over; returns how many. */
    int removeEnded(Instant now, int most) {
        return database
                .sql("""
                        delete from console_session where id in (select id from console_session where expires_at <= :expiresAt limit :limit)""")
                .param("expiresAt", time(now)).param("limit", most).update();
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(row.getObject("id", UUID.class), row.getString("token_id"), row.getString("subject"),
                row.getString("role"), instant(row, "created_at"), instant(row, "expires_at"), row.getString("address"),
                row.getString("user_agent"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
