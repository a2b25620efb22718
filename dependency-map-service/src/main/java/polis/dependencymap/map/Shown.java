package polis.dependencymap.map;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.RenderedMap;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * Which nodes of a map are asked for.
 *
 * @param service only the surroundings of this node
 * @param depth steps around it
 * @param tiers only services of these tiers, if any are named
 * @param owners only services of these owners, if any are named
 */
record Shown(@Nullable String service, int depth, Set<Integer> tiers, Set<String> owners) {

    private static final int USUAL_DEPTH = 1;

    static Shown of(@Nullable String service, @Nullable Integer depth, @Nullable List<String> tiers,
            @Nullable List<String> owners) {
        if (depth != null && service == null) {
            throw invalid("depth is counted from a service: set the parameter service as well.", "depth",
                    "needs the parameter service");
        }
        return new Shown(service, depth == null ? USUAL_DEPTH : depth,
                named(tiers).map(Shown::tier).collect(Collectors.toSet()), named(owners).collect(Collectors.toSet()));
    }

    private static Stream<String> named(@Nullable List<String> values) {
        return values == null ? Stream.of() : values.stream().map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int tier(String text) {
        if (text.length() != 1 || text.charAt(0) < '0' || text.charAt(0) > '3') {
            throw invalid("A tier is a number from 0 to 3.", "tier", "must be a number from 0 to 3");
        }
        return text.charAt(0) - '0';
    }

    private static ProblemException invalid(String detail, String parameter, String message) {
        return new ProblemException(StandardProblem.INVALID_REQUEST, detail,
                List.of(FieldError.parameter(parameter, message)));
    }

    IntPredicate on(RenderedMap rendered) {
        IntPredicate near = service == null
                ? node -> true
                : Neighbourhood.of(rendered.map().graph(), rendered.numberOf(service), depth);
        return tiers.isEmpty() && owners.isEmpty() ? near : near.and(matching(rendered.map())::get);
    }

    /** Returns the services that match, and what they use that has neither tier nor owner. */
    private BitSet matching(DependencyMap map) {
        var matching = new BitSet();
        for (int node = 0; node < map.topology().nodes().size(); node++) {
            CatalogEntry entry = map.entry(map.topology().nodes().get(node));
            if (entry != null && (tiers.isEmpty() || (entry.tier() != null && tiers.contains(entry.tier())))
                    && (owners.isEmpty() || (entry.owner() != null && owners.contains(entry.owner())))) {
                matching.set(node);
            }
        }
        var shown = (BitSet) matching.clone();
        Graph graph = map.graph();
        for (int edge = 0; edge < graph.edges(); edge++) {
            addUsed(map, graph.from(edge), graph.to(edge), matching, shown);
            addUsed(map, graph.to(edge), graph.from(edge), matching, shown);
        }
        return shown;
    }

    private static void addUsed(DependencyMap map, int service, int other, BitSet matching, BitSet shown) {
        if (matching.get(service) && map.topology().nodes().get(other).type() != NodeType.SERVICE) {
            shown.set(other);
        }
    }
}
