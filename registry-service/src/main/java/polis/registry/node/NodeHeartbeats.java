package polis.registry.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes this node's heartbeat to the shared database and reads those of the others, by its clock. So a node that can
 * no longer reach another one still learns whether that one is alive.
 */
@Component
class NodeHeartbeats {

    private static final Logger log = LoggerFactory.getLogger(NodeHeartbeats.class);

    private final JdbcClient jdbc;
    private final Duration silence;
    private volatile Snapshot latest = new Snapshot(Map.of(), 0);

    NodeHeartbeats(JdbcClient jdbc, NodeSettings settings) {
        this.jdbc = jdbc;
        this.silence = settings.silence();
    }

    /** When each node's last heartbeat was written, in nanoseconds of this machine. */
    private record Snapshot(Map<String, Long> seen, long readAt) {}

    enum Status {
        ALIVE, DEAD, UNKNOWN
    }

    /** Writes the heartbeat of this node and reads those of all. */
    void beat(String self) {
        try {
            jdbc.sql("insert into registry_node (id, seen_at) values (:id, now())"
                    + " on conflict (id) do update set seen_at = now()").param("id", self).update();
            jdbc.sql("delete from registry_node where seen_at < now() - interval '1 day'").update();
            long now = System.nanoTime();
            var seen = new HashMap<String, Long>();
            jdbc.sql("select id, extract(epoch from now() - seen_at) as age from registry_node").query(row -> {
                seen.put(row.getString("id"), now - (long) (row.getDouble("age") * 1e9));
            });
            latest = new Snapshot(Map.copyOf(seen), now);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The heartbeats of the nodes could not be read or written.", e);
        }
    }

    void leave(String self) {
        try {
            jdbc.sql("delete from registry_node where id = :id").param("id", self).update();
        } catch (DataAccessException | TransactionException e) {
            log.debug("This node could not sign off; its missing heartbeats will tell the others.", e);
        }
    }

    /** Returns whether what was read last is young enough to go by. */
    boolean readable() {
        Snapshot read = latest;
        return read.readAt() != 0 && System.nanoTime() - read.readAt() < silence.toNanos();
    }

    Status status(String node) {
        if (!readable()) {
            return Status.UNKNOWN;
        }
        Long seen = latest.seen().get(node);
        return seen != null && System.nanoTime() - seen < silence.toNanos() ? Status.ALIVE : Status.DEAD;
    }
}
