package polis.dependencymap.traffic;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import polis.dependencymap.capacity.CapacitySettings;

// ADR 82
/**
 * Chooses what is shown of a map that is larger than the heap carries: nodes that somebody has described, then those
 * with the most traffic, and the busiest edges between them. PostgreSQL counts, so that no more of it is in memory.
 */
@Component
class Choosing {

    /** What is described comes before all others, however little it does. */
    private static final long DESCRIBED = 1L << 52;

    private final JdbcClient jdbc;
    private final CapacitySettings capacity;

    Choosing(JdbcClient jdbc, CapacitySettings capacity) {
        this.jdbc = jdbc;
        this.capacity = capacity;
    }

    int mostNodes() {
        return capacity.most();
    }

    int mostEdges() {
        return capacity.mostEdges();
    }

    Selection of(List<Stretch> stretches) {
        long[] nodesOfAll = {0};
        var nodes = new Selection.Busiest<Integer>();
        for (Stretch stretch : stretches) {
            long[] here = {0};
            nodes(stretch, nodes, here);
            nodesOfAll[0] = Math.max(nodesOfAll[0], here[0]);
        }
        Set<Integer> shown = nodesOfAll[0] > mostNodes() ? nodes.first(mostNodes()) : null;
        long[] edgesOfAll = {0};
        var edges = new Selection.Busiest<EdgeNumbers>();
        for (Stretch stretch : stretches) {
            long[] here = {0};
            edges(stretch, shown, edges, here);
            edgesOfAll[0] = Math.max(edgesOfAll[0], here[0]);
        }
        return new Selection(shown, edgesOfAll[0] > mostEdges() ? edges.first(mostEdges()) : null,
                new Cut(Math.max(0, nodesOfAll[0] - mostNodes()), Math.max(0, edgesOfAll[0] - mostEdges())));
    }

    private void nodes(Stretch stretch, Selection.Busiest<Integer> nodes, long[] all) {
        jdbc.sql("""
                select t.id, sum(t.calls)::bigint + case when bool_or(c.described) then :described else 0 end as weight,
                    count(*) over () as nodes
                from (select service as id, requests as calls from service_%1$s where %1$s >= :first and %1$s < :last
                      union all select caller, calls from edge_%1$s where %1$s >= :first and %1$s < :last
                      union all select callee, calls from edge_%1$s where %1$s >= :first and %1$s < :last) t
                join node n on n.id = t.id
                left join (select name, domain is not null or tier is not null or owner is not null
                               or cardinality(depends_on) > 0 as described from catalog_entry) c on c.name = n.name
                group by t.id order by weight desc limit :limit""".formatted(stretch.resolution().column()))
                .param("described", DESCRIBED).param("first", stretch.first()).param("last", stretch.last())
                .param("limit", mostNodes()).query(row -> {
                    nodes.add(row.getInt(1), row.getLong(2));
                    all[0] = row.getLong(3);
                });
    }

    private void edges(Stretch stretch, @Nullable Set<Integer> shown, Selection.Busiest<EdgeNumbers> edges,
            long[] all) {
        Integer[] nodes = shown == null ? new Integer[0] : shown.toArray(Integer[]::new);
        jdbc.sql(
                """
                        select caller, callee, asynchronous, sum(calls)::bigint as weight, count(*) over () as edges
                        from edge_%1$s where %1$s >= :first and %1$s < :last and (:all or (caller = any(:caller) and callee = any(:callee)))
                        group by caller, callee, asynchronous order by weight desc limit :limit"""
                        .formatted(stretch.resolution().column()))
                .param("first", stretch.first()).param("last", stretch.last()).param("all", shown == null)
                .param("caller", nodes).param("callee", nodes).param("limit", mostEdges()).query(row -> {
                    edges.add(new EdgeNumbers(row.getInt(1), row.getInt(2), row.getBoolean(3)), row.getLong(4));
                    all[0] = row.getLong(5);
                });
    }
}
