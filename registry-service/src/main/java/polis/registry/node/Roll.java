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
 * The nodes sign in with the database that they share, by its clock. So a node that can no longer reach another one
 * still learns whether that one lives.
 */
@Component
class Roll {

    private static final Logger log = LoggerFactory.getLogger(Roll.class);

    private final JdbcClient jdbc;
    private final Duration silence;
    private volatile Page page = new Page(Map.of(), 0);

    Roll(JdbcClient jdbc, NodeSettings settings) {
        this.jdbc = jdbc;
        this.silence = settings.silence();
    }

    /** When each node signed in last, in nanoseconds of this machine. */
    private record Page(Map<String, Long> seen, long readAt) {}

    enum Standing {
        ALIVE, DEAD, UNKNOWN
    }

    /** Signs in and reads who else did. */
    void sign(String self) {
        try {
            jdbc.sql("insert into registry_node (id, seen_at) values (:id, now())"
                    + " on conflict (id) do update set seen_at = now()").param("id", self).update();
            jdbc.sql("delete from registry_node where seen_at < now() - interval '1 day'").update();
            long now = System.nanoTime();
            var seen = new HashMap<String, Long>();
            jdbc.sql("select id, extract(epoch from now() - seen_at) as age from registry_node").query(row -> {
                seen.put(row.getString("id"), now - (long) (row.getDouble("age") * 1e9));
            });
            page = new Page(Map.copyOf(seen), now);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The nodes cannot be read.", e);
        }
    }

    void leave(String self) {
        try {
            jdbc.sql("delete from registry_node where id = :id").param("id", self).update();
        } catch (DataAccessException | TransactionException e) {
            log.debug("Silence will tell the others that this node has left.", e);
        }
    }

    /** Whether what was read last is young enough to go by. */
    boolean readable() {
        Page read = page;
        return read.readAt() != 0 && System.nanoTime() - read.readAt() < silence.toNanos();
    }

    Standing standing(String node) {
        if (!readable()) {
            return Standing.UNKNOWN;
        }
        Long seen = page.seen().get(node);
        return seen != null && System.nanoTime() - seen < silence.toNanos() ? Standing.ALIVE : Standing.DEAD;
    }
}
