package polis.dependencymap.inbox;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.dependencymap.traffic.TrafficBuckets;

/** Writes counts and progress together, so that a crash at any moment loses nothing and counts nothing twice. */
@Component
class FlushWriter {

    private final Inbox inbox;
    private final TrafficBuckets buckets;

    FlushWriter(Inbox inbox, TrafficBuckets buckets) {
        this.inbox = inbox;
        this.buckets = buckets;
    }

    /**
     * Writes the flush.
     *
     * @param again whether an earlier try ended without an answer and may have been committed
     */
    @Transactional
    public void write(Flush flush, long epoch, boolean again) {
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
