package polis.registry.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.problem.ProblemException;
import polis.registry.problem.RegistryProblem;

/** The signing keys as they are stored. */
@Component
class KeyRing {

    /** Nodes that learn late of a new key sign with the old one for so long at most. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TokenSettings settings;
    private final Feed feed;
    private final Clock clock;

    KeyRing(JdbcClient jdbc, TokenSettings settings, Feed feed, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.feed = feed;
        this.clock = clock;
    }

    /** All that count, oldest first. */
    List<SigningKey> keys() {
        return jdbc.sql("select jwk, created_at, signs_from from signing_key order by signs_from, kid")
                .query(KeyRing::key).list();
    }

    /** Of two nodes that start at once the first one's key stays. */
    @Transactional
    void makeFirst() {
        lock();
        if (keys().isEmpty()) {
            Instant now = now();
            add(SigningKey.generated(now, now));
        }
    }

    /**
     * Adds a key that signs after the lead: until then everybody who verifies has learned of it, or may ask for it.
     *
     * @throws ProblemException when one is waiting for its time already
     */
    @Transactional
    SigningKey rotate() {
        lock();
        Instant now = now();
        SigningKey newest = keys().getLast();
        if (newest.signsFrom().isAfter(now)) {
            long seconds = 1 + Duration.between(now, newest.signsFrom()).toSeconds();
            throw new ProblemException(RegistryProblem.ROTATION_UNDER_WAY,
                    "The key %s was made a moment ago and signs from %s on. Rotate again after that."
                            .formatted(newest.kid(), newest.signsFrom()))
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
        SigningKey fresh = SigningKey.generated(now, now.plus(settings.keyLead()));
        add(fresh);
        feed.append("SigningKeyAdded", fresh.kid(), Map.of("kid", fresh.kid(), "signsFrom", fresh.signsFrom()));
        return fresh;
    }

    /** Forgets keys whose last token has ended: those on request are on record, all others live no longer than is set. */
    @Transactional
    void forgetEnded() {
        Instant now = now();
        jdbc.sql("""
                delete from signing_key k
                where exists (select 1 from signing_key n where n.signs_from > k.signs_from and n.signs_from < :stopped)
                and not exists (select 1 from token t where t.kid = k.kid and t.expires_at > :ended)
                """).param("stopped", now.minus(settings.longestUnrecorded()).minus(MARGIN).atOffset(ZoneOffset.UTC))
                .param("ended", now.minus(MARGIN).atOffset(ZoneOffset.UTC)).update();
    }

    private void lock() {
        jdbc.sql("lock table signing_key in share row exclusive mode").update();
    }

    private void add(SigningKey key) {
        jdbc.sql("insert into signing_key (kid, jwk, created_at, signs_from) values (:kid, :jwk, :at, :from)")
                .param("kid", key.kid()).param("jwk", key.jwk().toJSONString())
                .param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                .param("from", key.signsFrom().atOffset(ZoneOffset.UTC)).update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static SigningKey key(ResultSet row, int number) throws SQLException {
        return SigningKey.stored(row.getString("jwk"), instant(row, "created_at"), instant(row, "signs_from"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
