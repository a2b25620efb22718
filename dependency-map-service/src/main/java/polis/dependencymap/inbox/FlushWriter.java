package polis.dependencymap.inbox;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.database.LongerStatements;
import polis.dependencymap.traffic.TrafficBuckets;

// ADR 14
/** Writes counts and progress together, so that a crash at any moment loses nothing and counts nothing twice. */
@Component
class FlushWriter {

    /** Nobody waits for it, and it is many rows at once. */
    private static final Duration MOST = Duration.ofSeconds(30);

    private final Inbox inbox;
    private final TrafficBuckets buckets;
    private final LongerStatements longer;

    FlushWriter(Inbox inbox, TrafficBuckets buckets, LongerStatements longer) {
        this.inbox = inbox;
        this.buckets = buckets;
        this.longer = longer;
    }

    /**
     * Writes the flush.
     *
     * @param again whether an earlier try ended without an answer and may have been committed
     */
    @Transactional
    public void write(Flush flush, long epoch, boolean again) {
        longer.allow(MOST);
        if (again && inbox.lastFlush() == flush.number()) {
            return;
        }
        inbox.claimFlush(epoch, flush.number());
        buckets.add(flush.traffic());
        if (!flush.marks().isEmpty()) {
            inbox.mark(flush.marks());
        }
        if (!flush.finished().isEmpty()) {
            inbox.remove(flush.finished());
        }
    }
}
