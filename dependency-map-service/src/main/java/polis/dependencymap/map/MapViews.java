package polis.dependencymap.map;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.cycle.Cycle;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.DistrictAssignment;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.Grouping;
import polis.dependencymap.rendering.RenderedMap;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;

/** Turns a rendered map into what clients read. */
public final class MapViews {

    private final RenderedMap rendered;
    private final DependencyMap map;
    private final List<String> districts;

    /** Creates views of a map whose districts are of this kind. */
    public MapViews(RenderedMap rendered, Grouping grouping) {
        this.rendered = rendered;
        this.map = rendered.map();
        this.districts = DistrictAssignment.of(map, grouping);
    }

    /** Returns the view of the nodes for which {@code shown} holds, and of the edges between them. */
    public MapView of(IntPredicate shown) {
        return new MapView(rendered.range().from(), rendered.range().to(), rendered.stale(), rendered.ages(),
                IntStream.range(0, map.topology().nodes().size()).filter(shown).mapToObj(this::node).toList(),
                map.topology().edges().stream()
                        .filter(edge -> shown.test(map.topology().numberOf(edge.from()))
                                && shown.test(map.topology().numberOf(edge.to())))
                        .map(this::edge).toList(),
                new MapView.DepthView(map.depths().max()),
                rendered.plan().districts().stream()
                        .map(band -> new MapView.DistrictView(band.name(), band.y(), band.height())).toList(),
                new MapView.SizeView(rendered.plan().width(), rendered.plan().height()), rendered.notices());
    }

    /** Returns the view of the node with this number. */
    public MapView.NodeView node(int number) {
        Node node = map.topology().nodes().get(number);
        CatalogEntry entry = map.entry(node);
        Load load = rendered.load(number);
        Plan.Placement at = rendered.plan().placements().get(node.name());
        int fanIn = map.graph().fanIn(number);
        int fanOut = map.graph().fanOut(number);
        return new MapView.NodeView(node.name(), DependencyMap.typeName(node.type()), districts.get(number),
                entry == null ? null : entry.domain(), entry == null ? null : entry.tier(),
                entry == null ? null : entry.owner(), entry == null ? null : entry.lifecycle(),
                entry == null ? null : entry.version(), rendered.rate(load), RenderedMap.rounded(load.errorShare()),
                load.quantile(0.5), load.quantile(0.95), load.quantile(0.99), map.depths().of(number), fanIn, fanOut,
                at == null ? 0 : at.x(), at == null ? 0 : at.y(), map.cycleOf(number),
                entry == null ? 0 : entry.instances(), entry == null ? 0 : entry.running(),
                entry != null && rendered.catalog().stale(), instability(fanIn, fanOut));
    }

    /** Martin's instability: the share of its edges that lead away. Null where there is no edge. */
    public static @Nullable Double instability(int fanIn, int fanOut) {
        return fanIn + fanOut == 0 ? null : RenderedMap.rounded((double) fanOut / (fanIn + fanOut));
    }

    public MapView.EdgeView edge(Edge edge) {
        Load load = edge.load();
        return new MapView.EdgeView(edge.from(), edge.to(), edge.kind(), load.calls(), rendered.rate(load),
                load.errors(), RenderedMap.rounded(load.errorShare()), load.quantile(0.5), load.quantile(0.95),
                load.quantile(0.99), edge.declared(), edge.observed(), map.cycleOf(edge), map.isInversion(edge));
    }

    CyclesView cycles() {
        return new CyclesView(rendered.range().from(), rendered.range().to(),
                map.cycles().stream().map(this::cycle).toList(), rendered.notices());
    }

    /** Returns the cycle that a node is a member of. */
    public @Nullable CycleView cycleOf(int number) {
        String id = map.cycleOf(number);
        return id == null
                ? null
                : map.cycles().stream().filter(cycle -> cycle.id().equals(id)).findFirst().map(this::cycle)
                        .orElse(null);
    }

    private CycleView cycle(Cycle cycle) {
        return new CycleView(cycle.id(), cycle.members(), cycle.shortest(),
                cycle.edges().stream().map(edge -> edge(map.observed().get(edge.edge()), edge)).toList(),
                cycle.cuts().stream().map(cut -> advice(map.observed().get(cut.edge()), cut)).toList());
    }

    private CycleView.CycleEdgeView edge(Edge edge, Cycle.CycleEdge inCycle) {
        return new CycleView.CycleEdgeView(edge.from(), edge.to(), edge.kind(), edge.load().calls(),
                rendered.rate(edge.load()), inCycle.shortest(), RenderedMap.rounded(inCycle.cost()));
    }

    private static CycleView.AdviceView advice(Edge edge, Cycle.Cut cut) {
        return new CycleView.AdviceView(new CycleView.CutView(edge.from(), edge.to()), cut.explanation(),
                RenderedMap.rounded(cut.cost()),
                cut.proposals().stream()
                        .map(proposal -> new CycleView.ProposalView(proposal.kind().name().toLowerCase(Locale.ROOT),
                                switch (proposal.kind()) {
                                    case INVERT -> "Invert it through a topic";
                                    case EXTRACT -> "Extract the shared part";
                                }, proposal.text(),
                                proposal.changes().stream().map(CycleView.OperationView::of).toList()))
                        .toList());
    }
}
