package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo;
import org.jspecify.annotations.Nullable;

/**
 * The newest change of a lease.
 *
 * @param app the name it is kept under
 * @param info the registration as it was at that moment
 * @param endReason why it ended; missing while it lives
 * @param at when, in milliseconds since 1970
 * @param node the node that it is kept with; empty where there is only one
 * @param expired it ended because nobody renewed it there, which another node that has it since knows better
 */
public record LeaseChange(String app, String id, InstanceInfo info, @Nullable String endReason, long at, String node,
        boolean expired) {

    /** What its registration takes of the heap, in bytes. */
    public long weight() {
        return Weight.of(info);
    }

    LeaseKey key() {
        return new LeaseKey(app, id);
    }
}
