package polis.dependencymap.city;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.cycle.Cycles;
import polis.dependencymap.cycle.Network;
import polis.dependencymap.graph.Components;
import polis.dependencymap.graph.Depths;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.layout.House;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Node;

/**
 * The city as a graph, measured. Depth is measured along all roads, so that it can be read before there is traffic;
 * cycles are those that there is traffic on.
 */
public final class City {

    private final Roads roads;
    private final double seconds;
    private final Map<String, CatalogEntry> entries = new HashMap<>();
    private final Graph graph;
    private final Components components;
    private final Depths depths;
    private final List<Way> observed;
    private final Graph lived;
    private final Components livedComponents;
    private final @Nullable String[] cycleOf;
    private @Nullable List<Cycle> cycles;

    /**
     * A city of these roads.
     *
     * @param seconds that their traffic was counted in
     */
    public City(Roads roads, List<CatalogEntry> catalog, double seconds) {
        this.roads = roads;
        this.seconds = seconds;
        catalog.forEach(entry -> entries.put(entry.name(), entry));
        this.graph = graphOf(roads.ways());
        this.components = Components.of(graph);
        this.depths = Depths.of(graph, components, stops());
        this.observed = roads.ways().stream().filter(Way::observed).toList();
        this.lived = graphOf(observed);
        this.livedComponents = Components.of(lived);
        this.cycleOf = cycleIds();
    }

    private Graph graphOf(List<Way> ways) {
        return Graph.of(roads.places().size(), ways.stream().mapToInt(way -> roads.numberOf(way.from())).toArray(),
                ways.stream().mapToInt(way -> roads.numberOf(way.to())).toArray());
    }

    private @Nullable String[] cycleIds() {
        Map<Integer, List<String>> members = new HashMap<>();
        for (int i = 0; i < lived.nodes(); i++) {
            if (livedComponents.isCycle(livedComponents.of(i))) {
                // Places are in alphabetical order, and so are the members.
                members.computeIfAbsent(livedComponents.of(i), component -> new ArrayList<>())
                        .add(roads.places().get(i).name());
            }
        }
        Map<Integer, String> ids = new HashMap<>();
        members.forEach((component, names) -> ids.put(component, Cycles.idOf(names)));
        return IntStream.range(0, lived.nodes()).mapToObj(i -> ids.get(livedComponents.of(i))).toArray(String[]::new);
    }

    public Roads roads() {
        return roads;
    }

    /** All roads; its edges are numbered as {@link Roads#ways()}. */
    public Graph graph() {
        return graph;
    }

    public Components components() {
        return components;
    }

    public Depths depths() {
        return depths;
    }

    /** The roads with traffic, that the edge numbers of {@link #lived()} and {@link #cycles()} mean. */
    public List<Way> observed() {
        return observed;
    }

    public Graph lived() {
        return lived;
    }

    public Components livedComponents() {
        return livedComponents;
    }

    /** The cycles with all that is to be said of them; sought when somebody asks for the first time. */
    public synchronized List<Cycle> cycles() {
        List<Cycle> found = cycles;
        if (found == null) {
            found = Cycles.of(new Network(lived,
                    roads.places().stream()
                            .map(place -> new Network.Place(place.name(), place.type() == NodeType.TOPIC,
                                    place.type() == NodeType.TOPIC || place.type() == NodeType.BROKER))
                            .toList(),
                    observed.stream().map(this::use).toList()), livedComponents);
            cycles = found;
        }
        return found;
    }

    private Network.RoadUse use(Way way) {
        String owner = ownerOf(way.from());
        String other = ownerOf(way.to());
        return new Network.RoadUse(way.asynchronous(), way.load().calls() * 60 / seconds, isInversion(way),
                owner != null && other != null && !owner.equals(other));
    }

    private @Nullable String ownerOf(String name) {
        CatalogEntry entry = entries.get(name);
        return entry == null ? null : entry.owner();
    }

    /** Whether somebody vital waits here for somebody who is known to be less vital. */
    public boolean isInversion(Way way) {
        Integer tier = tier(way.road().from());
        Integer other = tier(way.road().to());
        return !way.asynchronous() && tier != null && other != null && tier < other;
    }

    private @Nullable Integer tier(Node place) {
        CatalogEntry entry = entry(place);
        return entry == null ? null : entry.tier();
    }

    /** What the registry says of the place, null if it is no service or the registry does not know it. */
    public @Nullable CatalogEntry entry(Node place) {
        return place.type() == NodeType.SERVICE ? entries.get(place.name()) : null;
    }

    /** The id of the cycle that the place is a member of. */
    public @Nullable String cycleOf(int number) {
        return cycleOf[number];
    }

    /** The cycle that both ends of an observed road are members of. */
    public @Nullable String cycleOf(Way way) {
        String cycle = cycleOf[roads.numberOf(way.from())];
        boolean within = way.observed() && !way.from().equals(way.to())
                && Objects.equals(cycle, cycleOf[roads.numberOf(way.to())]);
        return within ? cycle : null;
    }

    /** The places that are no destinations: topics. */
    public boolean[] stops() {
        return where(NodeType.TOPIC);
    }

    /** The places that only pass messages on. */
    public boolean[] channels() {
        return where(NodeType.TOPIC, NodeType.BROKER);
    }

    private boolean[] where(NodeType... types) {
        List<NodeType> wanted = Arrays.asList(types);
        boolean[] those = new boolean[roads.places().size()];
        for (int i = 0; i < those.length; i++) {
            those[i] = wanted.contains(roads.places().get(i).type());
        }
        return those;
    }

    public Measure measure() {
        int services = (int) roads.places().stream().filter(place -> place.type() == NodeType.SERVICE).count();
        return new Measure(services, roads.places().size(), roads.ways().size(), depths.max(),
                (int) Arrays.stream(cycleOf).filter(Objects::nonNull).distinct().count(),
                (int) Arrays.stream(cycleOf).filter(Objects::nonNull).count());
    }

    List<House> houses(Grouping grouping) {
        List<String> districts = districts(grouping);
        return IntStream.range(0, roads.places().size()).mapToObj(i -> new House(roads.places().get(i).name(),
                districts.get(i), depths.halves(i), roads.places().get(i).type() == NodeType.TOPIC)).toList();
    }

    /** The district of every place, by number. */
    public List<String> districts(Grouping grouping) {
        return new Residence(this, grouping).districts();
    }

    /** The name of a kind of place in answers. */
    public static String typeName(NodeType type) {
        return Names.typeName(type);
    }
}
