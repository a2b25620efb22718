package polis.dependencymap.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.city.Way;
import polis.dependencymap.graph.CriticalPath;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.traffic.Load;

/** Follows requests to where their time goes. */
final class CriticalPaths {

    private static final int MANY = 200;
    private static final int MOST_LEGS = 20_000;

    private final Sheet sheet;
    private final City city;
    private final Graph graph;
    private final Function<Load, @Nullable Double> latencyOf;
    private final double[] requests;
    private final double[] calls;
    private final double[] latency;
    private final boolean[] followed;

    CriticalPaths(Sheet sheet, Function<Load, @Nullable Double> latencyOf) {
        this.sheet = sheet;
        this.city = sheet.city();
        this.graph = city.graph();
        this.latencyOf = latencyOf;
        this.requests = IntStream.range(0, graph.nodes()).mapToDouble(this::requests).toArray();
        List<Way> ways = city.roads().ways();
        this.calls = ways.stream().mapToDouble(way -> way.load().calls()).toArray();
        this.latency = ways.stream().mapToDouble(way -> {
            Double known = latencyOf.apply(way.load());
            return known == null ? Double.NaN : known;
        }).toArray();
        this.followed = new boolean[ways.size()];
        for (int i = 0; i < followed.length; i++) {
            followed[i] = !ways.get(i).asynchronous();
        }
    }

    /** What came in; for one that reports none of it, a client, the most that went out over one road. */
    private double requests(int place) {
        double known = sheet.load(place).calls();
        for (int i = 0; known == 0 && i < graph.outDegree(place); i++) {
            known = Math.max(known, (double) city.roads().ways().get(graph.outEdge(place, i)).load().calls());
        }
        return known;
    }

    /** The paths from these, the first of them as far as there is room for their legs. */
    List<CriticalPathsView.PathView> from(int[] entrances) {
        List<CriticalPathsView.PathView> paths = new ArrayList<>();
        int legs = 0;
        for (int i = 0; i < entrances.length && legs < MOST_LEGS; i++) {
            CriticalPathsView.PathView path = from(entrances[i]);
            paths.add(path);
            legs += 1 + path.path().size();
        }
        return paths;
    }

    private CriticalPathsView.PathView from(int entrance) {
        Double whole = latencyOf.apply(sheet.load(entrance));
        List<CriticalPath.Leg> legs = CriticalPath.from(entrance, graph, requests, calls, latency, followed);
        Double own = legs.isEmpty() ? whole : latencyOf.apply(sheet.load(graph.to(legs.getLast().edge())));
        return new CriticalPathsView.PathView(city.roads().places().get(entrance).name(), whole,
                legs.stream().map(leg -> leg(leg, whole)).toList(), own);
    }

    private CriticalPathsView.LegView leg(CriticalPath.Leg leg, @Nullable Double whole) {
        Way way = city.roads().ways().get(leg.edge());
        return new CriticalPathsView.LegView(way.from(), way.to(), way.kind(), Sheet.rounded(leg.callsPerRequest()),
                Sheet.rounded(latency[leg.edge()]), Sheet.rounded(leg.contribution()),
                whole == null || whole == 0 ? null : Sheet.rounded(leg.contribution() / whole));
    }

    /** The places that call others and are called by nobody; the busiest first where there are very many. */
    int[] entrances() {
        int[] all = IntStream.range(0, graph.nodes())
                .filter(place -> city.lived().fanIn(place) == 0 && city.lived().fanOut(place) > 0).toArray();
        return all.length <= MANY
                ? all
                : Arrays.stream(all).boxed().sorted(Comparator.comparingDouble(place -> -requests[place]))
                        .mapToInt(Integer::intValue).toArray();
    }
}
