package polis.registry.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.paging.Page;
import polis.security.Revocations;

/** Reads and writes the subjects whose tokens were all revoked. */
@Component
class SubjectRevocations {

    /** Clocks of nodes differ, and a token may be put on record a moment after it was made. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Feed feed;
    private final TokenSettings settings;
    private final Clock clock;

    SubjectRevocations(JdbcClient jdbc, Feed feed, TokenSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    SubjectRevocation add(String subject, String revokedBy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("""
                insert into subject_revocation (subject, before, revoked_by) values (:subject, :now, :by)
                on conflict (subject) do update set before = excluded.before, revoked_by = excluded.revoked_by
                """).param("subject", subject).param("now", now.atOffset(ZoneOffset.UTC)).param("by", revokedBy)
                .update();
        // On their own record too, which outlives this one.
        markOnRecord();
        feed.append("SubjectRevoked", subject, Map.of("subject", subject, "before", now));
        return new SubjectRevocation(subject, now, revokedBy);
    }

    /** Forgets those whose last token has ended: the ones that live longer are on record, and marked there. */
    @Transactional
    void forgetEnded() {
        markOnRecord();
        Instant ended = clock.instant().minus(settings.longestUnrecorded()).minus(MARGIN);
        jdbc.sql("delete from subject_revocation where before < :ended").param("ended", ended.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(readOnly = true)
    Page<SubjectRevocation> page(int limit, @Nullable String cursor) {
        List<SubjectRevocation> found = jdbc
                .sql("select * from subject_revocation where subject > :after order by subject limit :limit")
                .param("after", cursor == null ? "" : cursor).param("limit", limit + 1).query(SubjectRevocations::row)
                .list();
        return Page.cut(found, limit, SubjectRevocation::subject);
    }

    /** By digest of the subject, the last second that is taken back. */
    @Transactional(readOnly = true)
    Map<String, Long> seconds() {
        Map<String, Long> seconds = new HashMap<>();
        jdbc.sql("select * from subject_revocation").query(SubjectRevocations::row).list()
                .forEach(row -> seconds.put(Revocations.digest(row.subject()), row.before().getEpochSecond()));
        return seconds;
    }

    private void markOnRecord() {
        jdbc.sql("""
                update token t set revoked_at = r.before from subject_revocation r
                where t.subject = r.subject and t.issued_at <= r.before and t.revoked_at is null
                """).update();
    }

    private static SubjectRevocation row(ResultSet row, int number) throws SQLException {
        return new SubjectRevocation(row.getString("subject"),
                row.getObject("before", OffsetDateTime.class).toInstant(), row.getString("revoked_by"));
    }
}
