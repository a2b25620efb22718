package polis.dependencymap.map;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Grouping;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.city.Way;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;

/** Writes a sheet of the atlas as what clients read. */
public final class MapViews {

    private final Sheet sheet;
    private final City city;
    private final List<String> districts;

    /** Views of a sheet whose districts are of this kind. */
    public MapViews(Sheet sheet, Grouping grouping) {
        this.sheet = sheet;
        this.city = sheet.city();
        this.districts = city.districts(grouping);
    }

    /** The places for which {@code shown} holds, and the roads between them. */
    public MapView of(IntPredicate shown) {
        return new MapView(sheet.range().from(), sheet.range().to(), sheet.stale(), sheet.ages(),
                IntStream.range(0, city.roads().places().size()).filter(shown).mapToObj(this::node).toList(),
                city.roads().ways().stream()
                        .filter(way -> shown.test(city.roads().numberOf(way.from()))
                                && shown.test(city.roads().numberOf(way.to())))
                        .map(this::road).toList(),
                new MapView.DepthView(city.depths().max()),
                sheet.plan().districts().stream()
                        .map(band -> new MapView.DistrictView(band.name(), band.y(), band.height())).toList(),
                new MapView.SizeView(sheet.plan().width(), sheet.plan().height()), sheet.notices());
    }

    /** The place of this number. */
    public MapView.NodeView node(int number) {
        Node place = city.roads().places().get(number);
        CatalogEntry entry = city.entry(place);
        Load load = sheet.load(number);
        Plan.Place at = sheet.plan().places().get(place.name());
        int fanIn = city.graph().fanIn(number);
        int fanOut = city.graph().fanOut(number);
        return new MapView.NodeView(place.name(), City.typeName(place.type()), districts.get(number),
                entry == null ? null : entry.domain(), entry == null ? null : entry.tier(),
                entry == null ? null : entry.owner(), entry == null ? null : entry.lifecycle(),
                entry == null ? null : entry.version(), sheet.rate(load), Sheet.rounded(load.errorShare()),
                load.quantile(0.5), load.quantile(0.95), load.quantile(0.99), city.depths().of(number), fanIn, fanOut,
                at == null ? 0 : at.x(), at == null ? 0 : at.y(), city.cycleOf(number),
                entry == null ? 0 : entry.instances(), entry == null ? 0 : entry.running(),
                entry != null && sheet.catalog().stale(), instability(fanIn, fanOut));
    }

    /** Martin's instability: the share of its roads that lead away. Null where there is no road. */
    public static @Nullable Double instability(int fanIn, int fanOut) {
        return fanIn + fanOut == 0 ? null : Sheet.rounded((double) fanOut / (fanIn + fanOut));
    }

    public MapView.RoadView road(Way way) {
        Load load = way.load();
        return new MapView.RoadView(way.from(), way.to(), way.kind(), load.calls(), sheet.rate(load), load.errors(),
                Sheet.rounded(load.errorShare()), load.quantile(0.5), load.quantile(0.95), load.quantile(0.99),
                way.declared(), way.observed(), city.cycleOf(way), city.isInversion(way));
    }

    CyclesView cycles() {
        return new CyclesView(sheet.range().from(), sheet.range().to(),
                city.cycles().stream().map(this::cycle).toList(), sheet.notices());
    }

    /** The cycle that a place is a member of. */
    public @Nullable CycleView cycleOf(int number) {
        String id = city.cycleOf(number);
        return id == null
                ? null
                : city.cycles().stream().filter(cycle -> cycle.id().equals(id)).findFirst().map(this::cycle)
                        .orElse(null);
    }

    private CycleView cycle(Cycle cycle) {
        return new CycleView(cycle.id(), cycle.members(), cycle.shortest(),
                cycle.edges().stream().map(edge -> edge(city.observed().get(edge.edge()), edge)).toList(),
                cycle.cuts().stream().map(cut -> advice(city.observed().get(cut.edge()), cut)).toList());
    }

    private CyclesView.CycleEdgeView edge(Way way, Cycle.CycleEdge edge) {
        return new CyclesView.CycleEdgeView(way.from(), way.to(), way.kind(), way.load().calls(),
                sheet.rate(way.load()), edge.shortest(), Sheet.rounded(edge.cost()));
    }

    private static CyclesView.AdviceView advice(Way way, Cycle.Cut cut) {
        return new CyclesView.AdviceView(new CyclesView.CutView(way.from(), way.to()), cut.explanation(),
                Sheet.rounded(cut.cost()),
                cut.proposals().stream()
                        .map(proposal -> new CyclesView.ProposalView(proposal.kind().name().toLowerCase(Locale.ROOT),
                                switch (proposal.kind()) {
                                    case INVERT -> "Invert it through a topic";
                                    case EXTRACT -> "Extract the shared part";
                                }, proposal.text(),
                                proposal.changes().stream().map(CyclesView.OperationView::of).toList()))
                        .toList());
    }
}
