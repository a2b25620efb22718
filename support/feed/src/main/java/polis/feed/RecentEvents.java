package polis.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, oldest first and without a gap; never changed, only replaced.
 *
 * @param newest the number of the newest event that there is, kept or not; -1 before the first look
 */
record RecentEvents(long newest, List<EncodedEvent> events) {

    static final RecentEvents UNKNOWN = new RecentEvents(-1, List.of());

    private static final int MOST = 1_000;
    private static final long MOST_BYTES = 4L << 20;

    /** The event that follows {@code seq}; null where there is none yet or it is no longer kept. */
    @Nullable
    EncodedEvent after(long seq) {
        if (events.isEmpty() || seq >= newest || seq + 1 < events.getFirst().seq()) {
            return null;
        }
        int index = (int) (seq + 1 - events.getFirst().seq());
        return index < events.size() ? events.get(index) : null;
    }

    /** Returns whether all events after {@code seq} are kept here, and there was an event of that number. */
    boolean follows(long seq) {
        return seq <= newest && (seq == newest || (!events.isEmpty() && seq + 1 >= events.getFirst().seq()));
    }

    /** With more events behind these, and without the oldest where they are too many or too large. */
    RecentEvents and(List<EncodedEvent> fresh) {
        if (fresh.isEmpty()) {
            return this;
        }
        List<EncodedEvent> all = new ArrayList<>(events);
        all.addAll(fresh);
        long bytes = 0;
        int from = all.size();
        while (from > 0 && all.size() - from < MOST && bytes < MOST_BYTES) {
            from--;
            bytes += all.get(from).length();
        }
        return new RecentEvents(fresh.getLast().seq(),
                Collections.unmodifiableList(new ArrayList<>(all.subList(from, all.size()))));
    }
}
