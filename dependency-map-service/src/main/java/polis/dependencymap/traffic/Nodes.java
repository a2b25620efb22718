package polis.dependencymap.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import polis.dependencymap.link.NodeType;

/**
 * The nodes that traffic was counted for, by number. Who is let in, and who is forgotten, is decided elsewhere. A
 * number is never given twice: sums of a node that is forgotten are passed over until their own time is over.
 */
@Repository
public class Nodes {

    /** Rows of nodes that are forgotten may have higher numbers than all that are known. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private volatile Map<Node, Integer> numbers = Map.of();
    private volatile Map<Integer, Node> nodes = Map.of();
    private volatile int last;
    private volatile long missedAt = System.nanoTime() - LOOK_AGAIN_NANOS;

    /** What is done with a node, and when it was first and last mentioned. */
    public interface Visit {

        void of(Node node, Instant first, Instant last);
    }

    Nodes(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Returns the numbers of these nodes, also of new ones. Within the caller's transaction. */
    Map<Node, Integer> numbersOf(Set<Node> wanted) {
        if (!numbers.keySet().containsAll(wanted)) {
            load();
        }
        List<Node> unknown = new ArrayList<>(wanted);
        unknown.removeAll(numbers.keySet());
        return unknown.isEmpty() ? numbers : withNew(unknown);
    }

    private Map<Node, Integer> withNew(List<Node> unknown) {
        // Not remembered until they are read again: the transaction may yet be rolled back.
        Map<Node, Integer> all = new HashMap<>(numbers);
        jdbc.sql("""
                insert into node (name, type) select * from unnest(:names::text[], :types::text[])
                on conflict do nothing returning id, name, type""").param("names", names(unknown))
                .param("types", types(unknown)).query(row -> {
                    all.put(new Node(row.getString("name"), NodeType.valueOf(row.getString("type"))), row.getInt("id"));
                });
        return all;
    }

    /** Returns the node with this number; null for one that is forgotten or not visible yet. */
    @Nullable
    Node numbered(int number) {
        Node known = nodes.get(number);
        // A lower one than the last that was read is forgotten: looking for each would read all of them each time.
        if (known == null && number > last && System.nanoTime() - missedAt >= LOOK_AGAIN_NANOS) {
            load();
            known = nodes.get(number);
            if (known == null) {
                missedAt = System.nanoTime();
            }
        }
        return known;
    }

    /** Returns the nodes that were known when somebody last looked. */
    public Set<Node> known() {
        return numbers.keySet();
    }

    public void each(Visit visit) {
        jdbc.sql("select name, type, first_seen, last_seen from node").query(row -> {
            visit.of(new Node(row.getString(1), NodeType.valueOf(row.getString(2))), row.getTimestamp(3).toInstant(),
                    row.getTimestamp(4).toInstant());
        });
    }

    /** Keeps when these were last mentioned. */
    public void keepSeen(Map<Node, Instant> seen) {
        if (seen.isEmpty()) {
            return;
        }
        List<Node> those = List.copyOf(seen.keySet());
        jdbc.sql(
                """
                        update node set last_seen = s.last_seen
                        from unnest(:names::text[], :types::text[], :lastSeen::text[]::timestamptz[]) as s(name, type, last_seen)
                        where node.name = s.name and node.type = s.type""")
                .param("names", names(those)).param("types", types(those)).param("lastSeen", those.stream()
                        .map(node -> seen.getOrDefault(node, Instant.EPOCH).toString()).toArray(String[]::new))
                .update();
    }

    /**
     * Forgets nodes in one transaction: with them go their edge sightings and positions. No traffic is
     * written meanwhile, so that none is counted for a number that is gone.
     *
     * @param decision which; asked once nobody writes
     */
    public void forget(Supplier<? extends Collection<Node>> decision) {
        try {
            transactions.executeWithoutResult(transaction -> {
                // Whoever writes traffic claims its number before anything else.
                jdbc.sql("select number from flush for update").query(Long.class).single();
                List<Node> gone = List.copyOf(decision.get());
                Integer[] ids = jdbc.sql("""
                        delete from node using unnest(:names::text[], :types::text[]) as g(name, type)
                        where node.name = g.name and node.type = g.type returning node.id""")
                        .param("names", names(gone)).param("types", types(gone)).query((row, index) -> row.getInt(1))
                        .list().toArray(Integer[]::new);
                jdbc.sql("delete from edge_sighting where caller = any(:caller)").param("caller", ids).update();
                jdbc.sql("delete from edge_sighting where callee = any(:callee)").param("callee", ids).update();
                jdbc.sql("""
                        delete from node_position where grouping in ('domain', 'owner') and node = any(:node)
                        and not exists (select 1 from catalog_entry where name = node_position.node)""")
                        .param("node", gone.stream().flatMap(Nodes::drawnAs).toArray(String[]::new)).update();
                // Before the next write: it takes numbers from here.
                remove(gone, ids);
            });
        } catch (RuntimeException e) {
            // Nothing may be gone: all are read again.
            numbers = Map.of();
            last = 0;
            throw e;
        }
    }

    private synchronized void remove(List<Node> gone, Integer[] ids) {
        Map<Node, Integer> byNode = new HashMap<>(numbers);
        Map<Integer, Node> byNumber = new HashMap<>(nodes);
        byNode.keySet().removeAll(Set.copyOf(gone));
        byNumber.keySet().removeAll(Set.of(ids));
        numbers = byNode;
        nodes = byNumber;
    }

    /** Returns the names it may be drawn by: a topic with a service's name has its type behind it. */
    private static Stream<String> drawnAs(Node node) {
        return Stream.of(node.name(), "%s (%s)".formatted(node.name(), node.type().name().toLowerCase(Locale.ROOT)));
    }

    private static String[] names(Collection<Node> nodes) {
        return nodes.stream().map(Node::name).toArray(String[]::new);
    }

    private static String[] types(Collection<Node> nodes) {
        return nodes.stream().map(node -> node.type().name()).toArray(String[]::new);
    }

    private synchronized void load() {
        Map<Node, Integer> byNode = new HashMap<>();
        Map<Integer, Node> byNumber = new HashMap<>();
        jdbc.sql("select id, name, type from node").query(row -> {
            var node = new Node(row.getString("name"), NodeType.valueOf(row.getString("type")));
            byNode.put(node, row.getInt("id"));
            byNumber.put(row.getInt("id"), node);
        });
        numbers = byNode;
        nodes = byNumber;
        last = byNumber.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
