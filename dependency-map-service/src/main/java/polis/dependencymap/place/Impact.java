package polis.dependencymap.place;

import java.util.ArrayList;
import java.util.Arrays;
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

    private static final int MOST_LISTED = 1_000;

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
        boolean[] channels = city.channels();
        int[] allHurt = IntStream.range(0, graph.nodes()).filter(outage::isHurt).toArray();
        int[] allDelayed = IntStream.range(0, graph.nodes())
                .filter(place -> !channels[place] && (outage.waits(place) || outage.starves(place))).toArray();
        // The nearest: a path to each of very many is more than anybody reads.
        List<ImpactView.HurtView> hurt = nearest(allHurt).mapToObj(this::hurt)
                .sorted(Comparator.comparingInt(ImpactView.HurtView::steps).thenComparing(ImpactView.HurtView::name))
                .toList();
        List<ImpactView.DelayedView> delayed = nearest(allDelayed).mapToObj(this::delayed).sorted(
                Comparator.comparingInt(ImpactView.DelayedView::steps).thenComparing(ImpactView.DelayedView::name))
                .toList();
        Map<String, Integer> tiers = new TreeMap<>();
        double entrance = 0;
        double most = 0;
        for (int place : allHurt) {
            CatalogEntry entry = city.entry(city.roads().places().get(place));
            Integer tier = entry == null ? null : entry.tier();
            tiers.merge(tier == null ? "unknown" : tier.toString(), 1, Integer::sum);
            double failing = Sheet.rounded(shares[place] * requests[place] / sheet.seconds());
            entrance += graph.fanIn(place) == 0 ? failing : 0;
            most = Math.max(most, failing);
        }
        List<String> notices = new ArrayList<>(sheet.notices());
        if (hurt.size() < allHurt.length || delayed.size() < allDelayed.length) {
            notices.add(
                    "Of those that are hurt and of those that are delayed the %d nearest are listed; the summary is of all."
                            .formatted(MOST_LISTED));
        }
        return new ImpactView(city.roads().places().get(stopped).name(), sheet.range().from(), sheet.range().to(),
                sheet.stale(), new ImpactView.SummaryView(allHurt.length, allDelayed.length, Sheet.rounded(entrance),
                        Sheet.rounded(entrance > 0 ? entrance : most), tiers),
                hurt, delayed, notices);
    }

    private IntStream nearest(int[] places) {
        return places.length <= MOST_LISTED
                ? Arrays.stream(places)
                : Arrays.stream(places).mapToObj(place -> new int[] {place, outage.path(place).size()})
                        .sorted(Comparator.comparingInt(each -> each[1])).limit(MOST_LISTED).mapToInt(each -> each[0]);
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
        boolean[] channels = city.channels();
        int steps = (int) path.stream().filter(name -> !channels[city.roads().numberOf(name)]).count() - 1;
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
