package polis.dependencymap.rendering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Totals;

/** Cities for tests, built from the ground: a catalogue, and traffic in an hour. */
public final class TestMaps {

    public static final double SECONDS = 3600;

    private final Map<String, CatalogEntry> entries = new HashMap<>();
    private final Map<EdgeKey, Load> edges = new HashMap<>();

    /** A service that the registry knows. */
    public TestMaps service(String name, Integer tier, String owner, String... dependsOn) {
        entries.put(name,
                new CatalogEntry(name, "domain-of-" + owner, tier, owner, "RUN", "1.0.0", 1, 1, List.of(dependsOn)));
        return this;
    }

    /** Calls between services. */
    public TestMaps calls(String from, String to, long calls) {
        edges.put(new EdgeKey(node(from), node(to), false), Load.of(calls, 0));
        return this;
    }

    /** Messages over a topic. */
    public TestMaps sends(String from, String topic, String to, long calls) {
        var stop = new Node(topic, NodeType.TOPIC);
        edges.put(new EdgeKey(node(from), stop, true), Load.of(calls, 0));
        edges.put(new EdgeKey(stop, node(to), true), Load.of(calls, 0));
        return this;
    }

    public TestMaps uses(String from, String database, long calls) {
        edges.put(new EdgeKey(node(from), new Node(database, NodeType.DATABASE), false), Load.of(calls, 0));
        return this;
    }

    /** Services s0 to s(n-1) with random edges, some of them over topics. */
    static TestMaps random(Random random, int services) {
        var maps = new TestMaps();
        for (int i = 0; i < services; i++) {
            maps.service("s" + i, random.nextInt(4), "team-" + random.nextInt(3));
        }
        for (int i = 0; i < 2 * services; i++) {
            String from = "s" + random.nextInt(services);
            String to = "s" + random.nextInt(services);
            if (!from.equals(to)) {
                if (random.nextInt(4) == 0) {
                    maps.sends(from, "t" + random.nextInt(3), to, 1 + random.nextInt(1000));
                } else {
                    maps.calls(from, to, 1 + random.nextInt(100_000));
                }
            }
        }
        return maps;
    }

    Map<EdgeKey, Load> traffic() {
        return edges;
    }

    public List<CatalogEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    public Totals totals() {
        return new Totals(edges, Map.of(), 0);
    }

    public DependencyMap map() {
        return new DependencyMap(Topology.of(totals(), entries()), entries(), SECONDS);
    }

    private static Node node(String name) {
        return new Node(name, NodeType.SERVICE);
    }
}
