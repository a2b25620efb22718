package polis.dependencymap.rendering;

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
 * @param seconds in which the traffic was counted
 * @param notices what is left out, and why
 */
public record RenderedMap(TimeRange range, Totals totals, double seconds, Catalog.Reading catalog, DependencyMap map,
        Plan plan, List<String> notices) {

    /** Returns the load that a service reports itself, or what its callers report where it reports none. */
    public Load load(int number) {
        Node node = map.topology().nodes().get(number);
        Load own = node.type() == NodeType.SERVICE ? totals.services().get(node) : null;
        if (own != null) {
            return own;
        }
        Load asked = new Load();
        Graph graph = map.graph();
        for (int i = 0; i < graph.inDegree(number); i++) {
            asked.add(map.topology().edges().get(graph.inEdge(number, i)).load());
        }
        return asked;
    }

    /** Returns calls per second, to four digits. */
    public double rate(Load load) {
        return rounded(load.calls() / seconds);
    }

    public static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** Returns the number of the node, or a problem that names one that is called nearly so. */
    public int numberOf(String node) {
        int number = map.topology().numberOf(node);
        if (number < 0) {
            List<String> names = map.topology().nodes().stream().map(Node::name).toList();
            String hint = Nearest.of(node, names).map(" Did you mean %s?"::formatted).orElse("");
            throw new ProblemException(StandardProblem.NOT_FOUND,
                    "There is no %s on the map of this time.%s".formatted(node, hint));
        }
        return number;
    }

    /** Returns for each other service whether its last known answer is shown. */
    public Map<String, Boolean> stale() {
        return Map.of("registry", catalog.stale());
    }

    /** Returns the age of their answers; null if there never was one. */
    public Map<String, @Nullable Duration> ages() {
        return Collections.singletonMap("registry", catalog.age(range.to()));
    }
}
