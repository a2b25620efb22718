package polis.dependencymap.place;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.city.Way;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.graph.Outage;
import polis.dependencymap.traffic.Node;

/** Tells who suffers when a place stops, from the roads with traffic. */
final class Impact {

    private final Sheet sheet;
    private final City city;
    private final Graph graph;
    private final int stopped;
    private final Outage outage;
    private final double[] requests;
    private final double[] shares;

    Impact(Sheet sheet, int stopped) {
        this.sheet = sheet;
        this.city = sheet.city();
        this.graph = city.lived();
        this.stopped = stopped;
        List<Way> ways = city.observed();
        boolean[] asynchronous = new boolean[ways.size()];
        double[] calls = new double[ways.size()];
        for (int i = 0; i < asynchronous.length; i++) {
            asynchronous[i] = ways.get(i).asynchronous();
            calls[i] = ways.get(i).load().calls();
        }
        this.outage = Outage.of(graph, asynchronous, city.channels(), stopped);
        this.requests = IntStream.range(0, graph.nodes()).mapToDouble(this::requests).toArray();
        this.shares = outage.shares(requests, calls);
    }

    /** What came in; for one that reports none of it, a client, the most that went out over one road. */
    private double requests(int place) {
        double known = sheet.load(place).calls();
        for (int i = 0; known == 0 && i < graph.outDegree(place); i++) {
            known = Math.max(known, (double) city.observed().get(graph.outEdge(place, i)).load().calls());
        }
        return known;
    }

    ImpactView view() {
        List<ImpactView.HurtView> hurt = IntStream.range(0, graph.nodes()).filter(outage::isHurt).mapToObj(this::hurt)
                .sorted(Comparator.comparingInt(ImpactView.HurtView::steps)
                        .thenComparing(ImpactView.HurtView::name))
                .toList();
        List<ImpactView.DelayedView> delayed = IntStream.range(0, graph.nodes())
                .filter(place -> !city.channels()[place] && (outage.waits(place) || outage.starves(place)))
                .mapToObj(this::delayed)
                .sorted(Comparator.comparingInt(ImpactView.DelayedView::steps)
                        .thenComparing(ImpactView.DelayedView::name))
                .toList();
        Map<String, Integer> tiers = new TreeMap<>();
        hurt.forEach(each -> tiers.merge(each.tier() == null ? "unknown" : each.tier().toString(), 1, Integer::sum));
        double entrance = hurt.stream().filter(ImpactView.HurtView::entrance)
                .mapToDouble(ImpactView.HurtView::requestsPerSecond).sum();
        double most = hurt.stream().mapToDouble(ImpactView.HurtView::requestsPerSecond).max().orElse(0);
        return new ImpactView(city.roads().places().get(stopped).name(), sheet.range().from(), sheet.range().to(),
                sheet.stale(), new ImpactView.SummaryView(hurt.size(), delayed.size(), Sheet.rounded(entrance),
                        Sheet.rounded(entrance > 0 ? entrance : most), tiers),
                hurt, delayed);
    }

    private ImpactView.HurtView hurt(int number) {
        Node place = city.roads().places().get(number);
        CatalogEntry entry = city.entry(place);
        List<String> path = path(number);
        return new ImpactView.HurtView(place.name(), City.typeName(place.type()), entry == null ? null : entry.tier(),
                entry == null ? null : entry.owner(), path, path.size() - 1,
                Sheet.rounded(shares[number] * requests[number] / sheet.seconds()), Sheet.rounded(shares[number]),
                graph.fanIn(number) == 0);
    }

    private ImpactView.DelayedView delayed(int number) {
        Node place = city.roads().places().get(number);
        CatalogEntry entry = city.entry(place);
        List<String> path = path(number);
        boolean waits = outage.waits(number);
        // Channels are stops on the way and no steps.
        int steps = (int) path.stream().filter(name -> !city.channels()[city.roads().numberOf(name)]).count() - 1;
        String start = path.getFirst();
        String next = path.get(1);
        double messages = city.observed().stream().filter(way -> way.from().equals(start) && way.to().equals(next))
                .mapToDouble(way -> way.load().calls()).sum();
        return new ImpactView.DelayedView(place.name(), City.typeName(place.type()),
                entry == null ? null : entry.tier(), entry == null ? null : entry.owner(), path, Math.max(1, steps),
                Sheet.rounded(messages / sheet.seconds()), waits ? "messages-wait" : "no-messages");
    }

    private List<String> path(int number) {
        return outage.path(number).stream().map(place -> city.roads().places().get(place).name()).toList();
    }
}
