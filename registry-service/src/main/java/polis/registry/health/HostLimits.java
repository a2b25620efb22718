package polis.registry.health;

import java.util.HashMap;
import java.util.Map;

/**
 * How many checks are under way, in all and per host: one host that swallows connections must not use up everybody's
 * turns.
 */
final class HostLimits {

    private final int most;
    private final int perHost;
    private final Map<String, Integer> hosts = new HashMap<>();
    private int all;

    HostLimits(int most, int perHost) {
        this.most = most;
        this.perHost = perHost;
    }

    synchronized boolean enter(String host) {
        if (all >= most || hosts.getOrDefault(host, 0) >= perHost) {
            return false;
        }
        hosts.merge(host, 1, Integer::sum);
        all++;
        return true;
    }

    synchronized void leave(String host) {
        hosts.computeIfPresent(host, (name, count) -> count > 1 ? count - 1 : null);
        all--;
    }

    synchronized int underWay() {
        return all;
    }
}
