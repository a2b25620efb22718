package polis.dependencymap.city;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.catalog.Catalog;
import polis.dependencymap.graph.Graph;
import polis.dependencymap.layout.Plan;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.Load;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.Totals;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * A map with what it was drawn from.
 *
 * @param seconds that the traffic was counted in
 * @param notices what is left out, and why
 */
public record Sheet(TimeRange range, Totals totals, double seconds, Catalog.Reading catalog, City city, Plan plan,
        List<String> notices) {

    /** What a service reports itself; what others say of those that report nothing. */
    public Load load(int number) {
        Node place = city.roads().places().get(number);
        Load own = place.type() == NodeType.SERVICE ? totals.services().get(place) : null;
        if (own != null) {
            return own;
        }
        Load asked = new Load();
        Graph graph = city.graph();
        for (int i = 0; i < graph.inDegree(number); i++) {
            asked.add(city.roads().ways().get(graph.inEdge(number, i)).load());
        }
        return asked;
    }

    /** Calls per second, to four digits. */
    public double rate(Load load) {
        return rounded(load.calls() / seconds);
    }

    public static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** The number of the place, or a problem that names one that is called nearly so. */
    public int numberOf(String place) {
        int number = city.roads().numberOf(place);
        if (number < 0) {
            List<String> names = city.roads().places().stream().map(Node::name).toList();
            String hint = Nearest.of(place, names).map(" Did you mean %s?"::formatted).orElse("");
            throw new ProblemException(StandardProblem.NOT_FOUND,
                    "There is no %s on the map of this time.%s".formatted(place, hint));
        }
        return number;
    }

    /** Of which other services the last known answer is shown. */
    public Map<String, Boolean> stale() {
        return Map.of("registry", catalog.stale());
    }

    /** How old their answers are; null if there never was one. */
    public Map<String, @Nullable Duration> ages() {
        return Collections.singletonMap("registry", catalog.age(range.to()));
    }
}
