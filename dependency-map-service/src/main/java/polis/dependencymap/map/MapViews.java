package polis.dependencymap.map;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;

/** Writes a sheet of the atlas as what clients read. */
final class MapViews {

    private final Atlas.Sheet sheet;
    private final City city;
    private final List<String> districts;

    MapViews(Atlas.Sheet sheet) {
        this.sheet = sheet;
        this.city = sheet.city();
        this.districts = city.districts();
    }

    /** The places for which {@code shown} holds, and the roads between them. */
    MapView of(IntPredicate shown) {
        List<Node> places = city.roads().places();
        return new MapView(sheet.range().from(), sheet.range().to(), Map.of("registry", sheet.catalog().stale()),
                Collections.singletonMap("registry", sheet.catalog().age(sheet.range().to())),
                IntStream.range(0, places.size()).filter(shown).mapToObj(this::node).toList(),
                city.roads().ways().stream()
                        .filter(way -> shown.test(city.roads().numberOf(way.road().from()))
                                && shown.test(city.roads().numberOf(way.road().to())))
                        .map(this::road).toList(),
                new MapView.DepthView(city.depths().max()),
                sheet.plan().districts().stream()
                        .map(band -> new MapView.DistrictView(band.name(), band.y(), band.height())).toList(),
                new MapView.SizeView(sheet.plan().width(), sheet.plan().height()));
    }

    private MapView.NodeView node(int number) {
        Node place = city.roads().places().get(number);
        CatalogEntry entry = city.entry(place);
        Load load = loadOf(place);
        Plan.Place at = sheet.plan().places().get(place.name());
        return new MapView.NodeView(place.name(), MapView.NodeView.typeName(place.type()), districts.get(number),
                entry == null ? null : entry.domain(), entry == null ? null : entry.tier(),
                entry == null ? null : entry.owner(), entry == null ? null : entry.lifecycle(),
                entry == null ? null : entry.version(), perSecond(load), rounded(load.errorShare()),
                load.quantile(0.5), load.quantile(0.95), load.quantile(0.99), city.depths().of(number),
                city.graph().fanIn(number), city.graph().fanOut(number), at == null ? 0 : at.x(),
                at == null ? 0 : at.y(), city.cycleOf(place), entry == null ? 0 : entry.instances(),
                entry == null ? 0 : entry.running());
    }

    /** What a service reports itself; what others say of those that report nothing. */
    private Load loadOf(Node place) {
        Load own = place.type() == NodeType.SERVICE ? sheet.totals().services().get(place) : null;
        if (own != null) {
            return own;
        }
        Load asked = new Load();
        city.roads().ways().stream().filter(way -> way.road().to().equals(place)).forEach(way -> asked.add(way.load()));
        return asked;
    }

    private MapView.RoadView road(Roads.Way way) {
        Load load = way.load();
        return new MapView.RoadView(way.road().from().name(), way.road().to().name(), kind(way), load.calls(),
                perSecond(load), load.errors(), rounded(load.errorShare()), load.quantile(0.5), load.quantile(0.95),
                load.quantile(0.99), way.declared(), way.observed(), city.cycleOf(way));
    }

    CyclesView cycles() {
        return new CyclesView(sheet.range().from(), sheet.range().to(), city.cycles().stream()
                .map(cycle -> new CyclesView.CycleView(cycle.id(), cycle.members(), cycle.shortest(),
                        cycle.edges().stream().map(edge -> edge(city.observed().get(edge.edge()), edge.shortest()))
                                .toList(),
                        cycle.cuts().stream()
                                .map(cut -> advice(city.observed().get(cut.edge()), cut.explanation())).toList()))
                .toList());
    }

    private CyclesView.CycleEdgeView edge(Roads.Way way, List<String> shortest) {
        return new CyclesView.CycleEdgeView(way.road().from().name(), way.road().to().name(), kind(way),
                way.load().calls(), perSecond(way.load()), shortest);
    }

    private static CyclesView.AdviceView advice(Roads.Way way, String explanation) {
        return new CyclesView.AdviceView(new CyclesView.CutView(way.road().from().name(), way.road().to().name()),
                explanation);
    }

    private static String kind(Roads.Way way) {
        return way.road().asynchronous() ? "async" : "sync";
    }

    private double perSecond(@Nullable Load load) {
        return load == null ? 0 : rounded(load.calls() / sheet.seconds());
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
