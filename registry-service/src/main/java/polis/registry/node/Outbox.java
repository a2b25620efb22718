package polis.registry.node;

import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import polis.registry.eureka.PeerMessages;

/**
 * Changes on their way to another node: of each kind and lease the newest, in the order in which they happened.
 * Bounded.
 */
final class Outbox {

    /** The other node takes a body of 8 MiB, and a text may be several times as long in JSON. */
    private static final long HEAVIEST_BATCH = 1L << 20;

    private final int bound;
    private LinkedHashMap<String, ReplicationInstance> waiting = new LinkedHashMap<>();

    Outbox(int bound) {
        this.bound = bound;
    }

    synchronized void put(ReplicationInstance change) {
        String key = key(change);
        waiting.remove(key);
        if (change.getAction() == Action.Cancel) {
            // Whatever waits of a lease that ended is no news any more.
            for (Action action : Action.values()) {
                waiting.remove(key(action, change));
            }
        }
        if (waiting.size() >= bound) {
            // What is forgotten is found when the nodes compare what they hold.
            waiting.clear();
        }
        waiting.put(key, change);
        notifyAll();
    }

    synchronized List<ReplicationInstance> take(int most) {
        var taken = new ArrayList<ReplicationInstance>(Math.min(most, waiting.size()));
        var oldest = waiting.values().iterator();
        long weight = 0;
        while (oldest.hasNext() && taken.size() < most && weight < HEAVIEST_BATCH) {
            ReplicationInstance change = oldest.next();
            taken.add(change);
            oldest.remove();
            weight += PeerMessages.weight(change);
        }
        return taken;
    }

    /** What could not be sent comes first again, unless something newer of its kind waits. */
    synchronized void putBack(List<ReplicationInstance> unsent) {
        var all = new LinkedHashMap<String, ReplicationInstance>();
        unsent.forEach(change -> all.put(key(change), change));
        waiting.forEach((key, change) -> {
            all.remove(key);
            all.put(key, change);
        });
        waiting = all;
    }

    synchronized void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; waiting.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    private static String key(ReplicationInstance change) {
        return key(change.getAction(), change);
    }

    private static String key(Action action, ReplicationInstance change) {
        return action + "#" + change.getAppName() + "/" + change.getId();
    }
}
