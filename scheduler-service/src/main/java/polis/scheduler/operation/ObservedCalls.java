package polis.scheduler.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.annotation.GetExchange;
import polis.peer.Availability;
import polis.peer.PeerClients;
import polis.peer.Peers;
import polis.problem.ProblemException;
import polis.scheduler.cluster.ServiceTarget;

/** Who calls whom: what the dependency map has seen, the last of it while it is away, and what manifests declare. */
@Component
class ObservedCalls implements CallGraph {

    private static final Logger log = LoggerFactory.getLogger(ObservedCalls.class);

    private final MapClient client;
    private final JdbcClient jdbc;

    private final Availability availability = new Availability(log, "dependency-map-service",
            "the order is that of its last answer");

    ObservedCalls(PeerClients clients, Peers peers, JdbcClient jdbc) {
        this.client = clients.client(MapClient.class, peers.map());
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Set<String>> callees(Iterable<ServiceTarget> services) {
        Map<String, Set<String>> callees = new HashMap<>();
        services.forEach(service -> callees.computeIfAbsent(service.service(), absent -> new TreeSet<>())
                .addAll(service.dependsOn()));
        for (MapClient.Edge edge : observed()) {
            callees.computeIfAbsent(edge.from(), absent -> new TreeSet<>()).add(edge.to());
        }
        return callees;
    }

    private List<MapClient.Edge> observed() {
        try {
            List<MapClient.Edge> edges = new ArrayList<>();
            for (MapClient.Edge edge : client.map().edges()) {
                // Who is called through a queue need not be there first.
                if (edge.kind() == null || !edge.kind().equalsIgnoreCase("async")) {
                    edges.add(edge);
                }
            }
            keep(edges);
            availability.answered();
            return edges;
        } catch (RestClientException | ProblemException away) {
            availability.failed(away);
            return jdbc.sql("select caller, callee from observed_call")
                    .query((row, number) -> new MapClient.Edge(row.getString("caller"), row.getString("callee"), null))
                    .list();
        }
    }

    private void keep(List<MapClient.Edge> edges) {
        jdbc.sql("delete from observed_call").update();
        for (MapClient.Edge edge : edges) {
            jdbc.sql("insert into observed_call (caller, callee) values (:caller, :callee) on conflict do nothing")
                    .param("caller", edge.from()).param("callee", edge.to()).update();
        }
    }

    /** What the scheduler reads from dependency-map-service. */
    interface MapClient {

        @GetExchange("/api/v1/map")
        CallMap map();

        record CallMap(List<Edge> edges) {}

        record Edge(String from, String to, @Nullable String kind) {}
    }
}
