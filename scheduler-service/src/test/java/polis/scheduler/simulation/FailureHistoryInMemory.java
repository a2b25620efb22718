package polis.scheduler.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Failures;

/** The rows of early exits, in memory. */
final class FailureHistoryInMemory implements FailureHistory {

    private final Map<String, Failures> rows = new HashMap<>();

    @Override
    public Map<String, Failures> all() {
        return Map.copyOf(rows);
    }

    @Override
    public void failed(String service, String instance, String reason, boolean early, Instant at) {
        int exits = early ? 1 + rows.getOrDefault(service, Failures.NONE).earlyExits() : 0;
        rows.put(service, new Failures(exits, early ? at.plus(FailureHistory.pause(exits)) : null, reason, instance));
    }

    @Override
    public void clear(String service) {
        rows.remove(service);
    }
}
