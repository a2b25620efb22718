package polis.dependencymap.traffic;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.dependencymap.capacity.CapacitySettings;

// ADR 44
/** How far the counts of the latest minutes have come. */
@Repository
public class TrafficPulse {

    private final JdbcClient jdbc;
    private final Nodes nodes;
    private final CapacitySettings capacity;

    public record Count(long calls, long errors) {}

    public record EdgeCount(EdgeKey edge, int minute) {}

    public record ServiceCount(Node service, int minute) {}

    /**
     * The counts from a minute on, the largest as far as there is room for them.
     *
     * @param cut whether there are more
     */
    public record Beat(Map<EdgeCount, Count> edges, Map<ServiceCount, Count> services, boolean cut) {}

    TrafficPulse(JdbcClient jdbc, Nodes nodes, CapacitySettings capacity) {
        this.capacity = capacity;
        this.jdbc = jdbc;
        this.nodes = nodes;
    }

    @Transactional(readOnly = true)
    public Beat since(int minute) {
        Map<EdgeCount, Count> edges = new HashMap<>();
        Map<ServiceCount, Count> services = new HashMap<>();
        int[] rows = new int[2];
        jdbc.sql(
                "select caller, callee, asynchronous, minute, calls, errors from edge_minute where minute >= :minute order by calls desc limit :limit")
                .param("minute", minute).param("limit", capacity.mostEdges()).query(row -> {
                    rows[0]++;
                    Node from = nodes.numbered(row.getInt(1));
                    Node to = nodes.numbered(row.getInt(2));
                    if (from != null && to != null) {
                        edges.put(new EdgeCount(new EdgeKey(from, to, row.getBoolean(3)), row.getInt(4)),
                                new Count(row.getLong(5), row.getLong(6)));
                    }
                });
        jdbc.sql(
                "select service, minute, requests, errors from service_minute where minute >= :minute order by requests desc limit :limit")
                .param("minute", minute).param("limit", capacity.mostEdges()).query(row -> {
                    rows[1]++;
                    Node service = nodes.numbered(row.getInt(1));
                    if (service != null) {
                        services.put(new ServiceCount(service, row.getInt(2)),
                                new Count(row.getLong(3), row.getLong(4)));
                    }
                });
        return new Beat(edges, services, Math.max(rows[0], rows[1]) >= capacity.mostEdges());
    }
}
