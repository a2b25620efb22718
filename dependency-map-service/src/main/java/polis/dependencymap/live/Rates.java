package polis.dependencymap.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.traffic.EdgeKey;
import polis.dependencymap.traffic.Node;
import polis.dependencymap.traffic.TrafficPulse.Beat;
import polis.dependencymap.traffic.TrafficPulse.Count;

/** Makes rates of counts that grow: what was added from beat to beat, over the last seconds. */
final class Rates {

    /** Reporters send once a second or two: over ten seconds their rhythm is not seen. */
    static final int WINDOW = 10;

    private static final String CUT = "There are more edges or services than are sent: those with the most calls in the last two minutes are.";

    private record Growth(Instant at, Map<EdgeKey, Count> edges, Map<Node, Count> services) {}

    private final Deque<Growth> growths = new ArrayDeque<>();
    private @Nullable Beat last;
    private Instant lastAt = Instant.EPOCH;

    /** Forgets what was: nobody has looked for a while. */
    void forget() {
        last = null;
        growths.clear();
    }

    /** Returns the rates after these counts. */
    LiveView after(Beat beat, Instant now) {
        Beat before = last;
        if (before != null) {
            growths.add(growth(before, beat, now));
        } else {
            lastAt = now;
        }
        last = beat;
        while (growths.size() > WINDOW) {
            lastAt = growths.remove().at();
        }
        return view(now, beat.cut());
    }

    private static Growth growth(Beat before, Beat beat, Instant now) {
        Map<EdgeKey, Count> edges = new HashMap<>();
        beat.edges().forEach((key, count) -> add(edges, key.edge(), count, before.edges().get(key), before.cut()));
        Map<Node, Count> services = new HashMap<>();
        beat.services()
                .forEach((key, count) -> add(services, key.service(), count, before.services().get(key), before.cut()));
        return new Growth(now, edges, services);
    }

    /** What was not among the largest before may have been there all the same: how much of it is new nobody knows. */
    private static <K> void add(Map<K, Count> grown, K key, Count count, @Nullable Count before, boolean cut) {
        if (before == null && cut) {
            return;
        }
        long calls = count.calls() - (before == null ? 0 : before.calls());
        long errors = count.errors() - (before == null ? 0 : before.errors());
        if (calls > 0) {
            grown.merge(key, new Count(calls, Math.max(0, errors)), Rates::sum);
        }
    }

    private static Count sum(Count one, Count other) {
        return new Count(one.calls() + other.calls(), one.errors() + other.errors());
    }

    private LiveView view(Instant now, boolean cut) {
        Map<EdgeKey, Count> calls = new HashMap<>();
        Map<Node, Count> services = new HashMap<>();
        growths.forEach(growth -> {
            growth.edges().forEach((edge, count) -> calls.merge(edge, count, Rates::sum));
            growth.services().forEach((service, count) -> services.merge(service, count, Rates::sum));
        });
        double seconds = Math.max(1, Duration.between(lastAt, now).toMillis() / 1000.0);
        Set<String> known = calls.keySet().stream().flatMap(edge -> Stream.of(edge.from(), edge.to()))
                .filter(node -> node.type() == NodeType.SERVICE).map(Node::name).collect(Collectors.toSet());
        services.keySet().forEach(service -> known.add(service.name()));
        List<LiveView.EdgeRate> edges = calls.entrySet().stream()
                .filter(each -> isNode(each.getKey().from(), known) && isNode(each.getKey().to(), known))
                .map(each -> new LiveView.EdgeRate(each.getKey().from().name(), each.getKey().to().name(),
                        each.getKey().asynchronous() ? "async" : "sync", rate(each.getValue(), seconds),
                        errorShare(each.getValue())))
                .sorted(Comparator.comparing(LiveView.EdgeRate::from).thenComparing(LiveView.EdgeRate::to)
                        .thenComparing(LiveView.EdgeRate::kind))
                .toList();
        List<LiveView.NodeRate> nodes = services
                .entrySet().stream().map(each -> new LiveView.NodeRate(each.getKey().name(),
                        rate(each.getValue(), seconds), errorShare(each.getValue())))
                .sorted(Comparator.comparing(LiveView.NodeRate::name)).toList();
        return new LiveView(now, (int) Math.round(seconds), edges, nodes, cut ? List.of(CUT) : List.of());
    }

    /** Returns whether the node is on the map: a host that names no service is not. */
    private static boolean isNode(Node node, Set<String> services) {
        return node.type() != NodeType.HOST || services.contains(node.name());
    }

    private static double rate(Count count, double seconds) {
        return Math.round(1000 * count.calls() / seconds) / 1000.0;
    }

    private static double errorShare(Count count) {
        return Math.round(10_000.0 * count.errors() / count.calls()) / 10_000.0;
    }
}
