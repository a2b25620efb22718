package polis.registry.lease;

import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many instances have which status, as Eureka's clients reckon it to see whether their copy is whole: {@code
 * DOWN_1_UP_7_}.
 */
public final class AppsHash {

    private final Map<String, Integer> counts = new TreeMap<>();

    /** Counts instances of a status. */
    public void add(InstanceStatus status, int instances) {
        if (instances > 0) {
            counts.merge(status.name(), instances, Integer::sum);
        }
    }

    @Override
    public String toString() {
        var hash = new StringBuilder();
        counts.forEach((status, count) -> hash.append(status).append('_').append(count).append('_'));
        return hash.toString();
    }
}
