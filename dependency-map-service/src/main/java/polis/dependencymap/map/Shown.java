package polis.dependencymap.map;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.city.City;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.link.NodeType;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * Which places of a map are asked for.
 *
 * @param service only the surroundings of this place
 * @param depth steps around it
 * @param tiers only services of these tiers, if any are named
 * @param owners only services of these owners, if any are named
 */
record Shown(@Nullable String service, int depth, Set<Integer> tiers, Set<String> owners) {

    private static final int USUAL_DEPTH = 1;

    static Shown of(@Nullable String service, @Nullable Integer depth, @Nullable List<String> tiers,
            @Nullable List<String> owners) {
        if (depth != null && service == null) {
            throw invalid("Depth is counted from a service.", "depth", "needs the parameter service");
        }
        return new Shown(service, depth == null ? USUAL_DEPTH : depth,
                named(tiers).map(Shown::tier).collect(Collectors.toSet()), named(owners).collect(Collectors.toSet()));
    }

    private static Stream<String> named(@Nullable List<String> values) {
        return values == null ? Stream.of() : values.stream().map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int tier(String text) {
        if (text.length() != 1 || text.charAt(0) < '0' || text.charAt(0) > '3') {
            throw invalid("There are the tiers 0 to 3.", "tier", "must be a number from 0 to 3");
        }
        return text.charAt(0) - '0';
    }

    private static ProblemException invalid(String detail, String parameter, String message) {
        return new ProblemException(StandardProblem.INVALID_REQUEST, detail,
                List.of(FieldError.parameter(parameter, message)));
    }

    IntPredicate on(Sheet sheet) {
        IntPredicate near = service == null
                ? place -> true
                : Neighbourhood.of(sheet.city().graph(), sheet.numberOf(service), depth);
        return tiers.isEmpty() && owners.isEmpty() ? near : near.and(matching(sheet.city())::get);
    }

    /** The services that match, and what they use that has neither tier nor owner. */
    private BitSet matching(City city) {
        var matching = new BitSet();
        for (int place = 0; place < city.roads().places().size(); place++) {
            CatalogEntry entry = city.entry(city.roads().places().get(place));
            if (entry != null && (tiers.isEmpty() || (entry.tier() != null && tiers.contains(entry.tier())))
                    && (owners.isEmpty() || (entry.owner() != null && owners.contains(entry.owner())))) {
                matching.set(place);
            }
        }
        var shown = (BitSet) matching.clone();
        Graph graph = city.graph();
        for (int edge = 0; edge < graph.edges(); edge++) {
            addUsed(city, graph.from(edge), graph.to(edge), matching, shown);
            addUsed(city, graph.to(edge), graph.from(edge), matching, shown);
        }
        return shown;
    }

    private static void addUsed(City city, int service, int other, BitSet matching, BitSet shown) {
        if (matching.get(service) && city.roads().places().get(other).type() != NodeType.SERVICE) {
            shown.set(other);
        }
    }
}
