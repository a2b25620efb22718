package polis.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The keys that are in use, in the service's own schema. */
final class Claims {

    /**
     * Takes a free key; one whose time is over; or one whose request was given up halfway without having done anything.
     */
    private static final String CLAIM = """
            insert into idempotency_key as held (subject, key, request, claim, claimed_at)
            values (:subject, :key, :request, :claim, :now)
            on conflict (subject, key) do update
            set request = excluded.request, claim = excluded.claim, claimed_at = excluded.claimed_at,
                carried_out = false, status = null, headers = null, body = null
            where held.claimed_at < :forgotten
               or (held.status is null and not held.carried_out and held.claimed_at < :abandoned
                   and held.request = excluded.request)
            """;

    private final JdbcClient database;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Duration keep;
    private final Duration lease;

    Claims(JdbcClient database, JsonMapper json, InstantSource clock, IdempotencyProperties properties) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.keep = properties.keep();
        this.lease = properties.lease();
    }

    Attempt attempt(KeyedRequest request) {
        UUID claim = UUID.randomUUID();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int taken = database.sql(CLAIM).param("subject", request.subject()).param("key", request.key())
                .param("request", request.digest()).param("claim", claim).param("now", now)
                .param("forgotten", now.minus(keep)).param("abandoned", now.minus(lease)).update();
        if (taken == 1) {
            return new Attempt.Claimed(claim);
        }
        // Whoever held the key may have given it up in between; the client asks again then.
        return held(request).orElseGet(Attempt.InProgress::new);
    }

    private Optional<Attempt> held(KeyedRequest request) {
        return database.sql("""
                select request, carried_out, status, headers, body, claimed_at from idempotency_key
                where subject = :subject and key = :key""").param("subject", request.subject())
                .param("key", request.key()).query((row, number) -> held(row, request)).optional();
    }

    private Attempt held(ResultSet row, KeyedRequest request) throws SQLException {
        if (!row.getString("request").equals(request.digest())) {
            return new Attempt.Reused();
        }
        int status = row.getInt("status");
        if (!row.wasNull()) {
            Map<String, String> headers = json.readValue(row.getString("headers"), new TypeReference<>() {});
            byte[] body = row.getBytes("body");
            return body == null
                    ? new Attempt.Told(headers.get(HttpHeaders.LOCATION))
                    : new Attempt.Answered(new Attempt.Answer(status, headers, body));
        }
        boolean over = row.getObject("claimed_at", OffsetDateTime.class).toInstant()
                .isBefore(clock.instant().minus(lease));
        return row.getBoolean("carried_out") && over ? new Attempt.AnswerLost() : new Attempt.InProgress();
    }

    /** Marks the request as carried out, in its own transaction; returns false when another one replaced it. */
    boolean carryOut(UUID claim) {
        return database.sql("update idempotency_key set carried_out = true where claim = :claim").param("claim", claim)
                .update() == 1;
    }

    void complete(UUID claim, Attempt.Answer answer) {
        database.sql(
                "update idempotency_key set status = :status, headers = cast(:headers as jsonb), body = :body where claim = :claim")
                .param("status", answer.status()).param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body()).param("claim", claim).update();
    }

    void release(UUID claim) {
        database.sql("delete from idempotency_key where claim = :claim").param("claim", claim).update();
    }

    /** Deletes at most so many keys whose time is over; a row that a request holds just now stays for the next turn. */
    int forget(int most) {
        return database
                .sql("""
                        delete from idempotency_key where (subject, key) in (
                            select subject, key from idempotency_key where claimed_at < :claimedAt limit :limit for update skip locked)""")
                .param("claimedAt", clock.instant().atOffset(ZoneOffset.UTC).minus(keep)).param("limit", most).update();
    }
}
