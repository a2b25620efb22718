package polis.dependencymap.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.dependencymap.link.NodeType;

/** The places that were ever seen, by number. A sender that makes up names without end is stopped at a limit. */
@Repository
class Nodes {

    static final int MOST = 20_000;

    private static final Logger log = LoggerFactory.getLogger(Nodes.class);

    private final JdbcClient jdbc;
    private volatile Map<Node, Integer> numbers = Map.of();
    private volatile Map<Integer, Node> nodes = Map.of();

    Nodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers of these nodes, of new ones as far as the limit allows. Within the caller's transaction. */
    Map<Node, Integer> numbersOf(Set<Node> wanted) {
        if (!numbers.keySet().containsAll(wanted)) {
            load();
        }
        List<Node> unknown = new ArrayList<>(wanted);
        unknown.removeAll(numbers.keySet());
        int room = Math.clamp(MOST - numbers.size(), 0, unknown.size());
        if (unknown.size() > room) {
            log.warn("{} new names are not put on the map: it has {} already", unknown.size() - room, MOST);
        }
        return room == 0 ? numbers : withNew(unknown.subList(0, room));
    }

    private Map<Node, Integer> withNew(List<Node> unknown) {
        // Not remembered until they are read again: the transaction may yet be rolled back.
        Map<Node, Integer> all = new HashMap<>(numbers);
        jdbc.sql("""
                insert into node (name, type) select * from unnest(?::text[], ?::text[])
                on conflict do nothing returning id, name, type""")
                .param(unknown.stream().map(Node::name).toArray(String[]::new))
                .param(unknown.stream().map(node -> node.type().name()).toArray(String[]::new))
                .query(row -> {
                    all.put(new Node(row.getString("name"), NodeType.valueOf(row.getString("type"))), row.getInt("id"));
                });
        return all;
    }

    /** The node with this number, or null for one that was added a moment ago and is not visible yet. */
    @Nullable
    Node numbered(int number) {
        Node known = nodes.get(number);
        if (known == null) {
            load();
            known = nodes.get(number);
        }
        return known;
    }

    private void load() {
        Map<Node, Integer> byNode = new HashMap<>();
        Map<Integer, Node> byNumber = new HashMap<>();
        jdbc.sql("select id, name, type from node").query(row -> {
            var node = new Node(row.getString("name"), NodeType.valueOf(row.getString("type")));
            byNode.put(node, row.getInt("id"));
            byNumber.put(row.getInt("id"), node);
        });
        numbers = byNode;
        nodes = byNumber;
    }
}
