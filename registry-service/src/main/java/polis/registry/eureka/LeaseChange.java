package polis.registry.eureka;

import com.netflix.appinfo.InstanceInfo;
import org.jspecify.annotations.Nullable;

/**
 * The newest that happened to a lease.
 *
 * @param app the name it is kept under
 * @param info the registration as it was at that moment
 * @param endReason why it ended; missing while it lives
 */
public record LeaseChange(String app, String id, InstanceInfo info, @Nullable String endReason) {

    LeaseKey key() {
        return new LeaseKey(app, id);
    }
}
