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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.problem.ProblemException;
import polis.registry.problem.RegistryProblem;
import polis.registry.seal.Seal;
import polis.registry.seal.Sealed;

/** The signing keys as they are stored: sealed, so that who reads the database signs nothing. */
@Component
class KeyRing {

    /** Nodes that learn late of a new key sign with the old one for so long at most. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Seal seal;
    private final TokenSettings settings;
    private final Feed feed;
    private final Clock clock;

    KeyRing(JdbcClient jdbc, Seal seal, TokenSettings settings, Feed feed, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.settings = settings;
        this.feed = feed;
        this.clock = clock;
    }

    /** All that count, oldest first. */
    List<SigningKey> keys() {
        return jdbc.sql("select * from signing_key order by signs_from, kid").query(this::key).list();
    }

    /** Seals those that lie there in clear, and those that a former key sealed, with the key of today. */
    @Transactional
    int sealAll() {
        lock();
        int sealed = 0;
        for (Row row : jdbc.sql("select * from signing_key").query(KeyRing::row).list()) {
            if (row.sealed() == null || !seal.isCurrent(row.sealed())) {
                Sealed fresh = seal.seal(text(row), place(row.kid()));
                sealed += jdbc
                        .sql("update signing_key set jwk = null, sealed = :sealed, seal_key = :key where kid = :kid")
                        .param("sealed", fresh.bytes()).param("key", fresh.keyId()).param("kid", row.kid()).update();
            }
        }
        return sealed;
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
                    "The key %s was just made and signs from %s. Rotate again after that.".formatted(newest.kid(),
                            newest.signsFrom()))
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
        SigningKey fresh = SigningKey.generated(now, now.plus(settings.keyLead()));
        add(fresh);
        feed.append("SigningKeyAdded", fresh.kid(), Map.of("kid", fresh.kid(), "signsFrom", fresh.signsFrom()));
        return fresh;
    }

    /**
     * Forgets keys whose last token has ended: those on request are on record, all others live no longer than is set.
     */
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
        Sealed sealed = seal.seal(key.jwk().toJSONString(), place(key.kid()));
        jdbc.sql("""
                insert into signing_key (kid, sealed, seal_key, created_at, signs_from)
                values (:kid, :sealed, :key, :at, :from)""").param("kid", key.kid()).param("sealed", sealed.bytes())
                .param("key", sealed.keyId()).param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                .param("from", key.signsFrom().atOffset(ZoneOffset.UTC)).update();
    }

    /** A key that is copied into another row does not open there. */
    private static String place(String kid) {
        return "signing_key " + kid;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private record Row(String kid, @Nullable String clear, @Nullable Sealed sealed) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return new Row(row.getString("kid"), row.getString("jwk"),
                sealed == null ? null : new Sealed(row.getString("seal_key"), sealed));
    }

    private String text(Row row) {
        return row.sealed() == null ? String.valueOf(row.clear()) : seal.open(row.sealed(), place(row.kid()));
    }

    private SigningKey key(ResultSet row, int number) throws SQLException {
        return SigningKey.stored(text(row(row, number)), instant(row, "created_at"), instant(row, "signs_from"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
