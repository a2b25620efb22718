package polis.dependencymap.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Measure;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.map.MapViews;
import polis.dependencymap.traffic.Node;

/** Measures a whole city. */
record Architecture(City city, PlaceMetrics places) {

    static Architecture of(City city) {
        return new Architecture(city, new PlaceMetrics(city));
    }

    MetricsView.ArchitectureView view() {
        Measure measure = city.measure();
        return new MetricsView.ArchitectureView(measure.services(), measure.places(), measure.roads(), measure.depth(),
                deepest(), breadth(city), most(city.graph()::fanIn), most(city.graph()::fanOut), measure.cycles(),
                measure.cyclic());
    }

    private List<String> deepest() {
        return IntStream.range(0, city.roads().places().size())
                .reduce((best, each) -> places.longestChain(each) > places.longestChain(best) ? each : best).stream()
                .mapToObj(places::chain).findFirst().orElse(List.of());
    }

    static int breadth(City city) {
        Map<Integer, Integer> wide = new HashMap<>();
        for (int i = 0; i < city.roads().places().size(); i++) {
            if (city.roads().places().get(i).type() != NodeType.TOPIC) {
                wide.merge(city.depths().of(i), 1, Integer::sum);
            }
        }
        return wide.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private MetricsView.@Nullable ExtremeView most(IntUnaryOperator count) {
        return IntStream.range(0, city.roads().places().size())
                .reduce((best, each) -> count.applyAsInt(each) > count.applyAsInt(best) ? each : best).stream()
                .mapToObj(place -> new MetricsView.ExtremeView(city.roads().places().get(place).name(),
                        count.applyAsInt(place)))
                .findFirst().orElse(null);
    }

    List<MetricsView.ItemView> items() {
        return IntStream.range(0, city.roads().places().size()).mapToObj(this::item).toList();
    }

    private MetricsView.ItemView item(int number) {
        Node place = city.roads().places().get(number);
        CatalogEntry entry = city.entry(place);
        int fanIn = city.graph().fanIn(number);
        int fanOut = city.graph().fanOut(number);
        return new MetricsView.ItemView(place.name(), City.typeName(place.type()), entry == null ? null : entry.tier(),
                city.depths().of(number), fanIn, fanOut, places.callers(number), places.callees(number),
                places.longestChain(number), MapViews.instability(fanIn, fanOut), city.cycleOf(number));
    }
}
