package polis.dependencymap.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.check.CheckView.Ends;
import polis.dependencymap.check.CheckView.Finding;
import polis.dependencymap.cycle.ShortestCycle;
import polis.dependencymap.drift.Discrepancies;
import polis.dependencymap.drift.Discrepancy;
import polis.dependencymap.graph.Chains;
import polis.dependencymap.rendering.DependencyMap;
import polis.dependencymap.rendering.Edge;

// ADR 43
/** Checks a map against a policy. */
record Inspection(DependencyMap map, Past past) {

    List<Finding> of(CheckRequest.Policy policy) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            switch (rule) {
                case NO_NEW_CYCLE -> findings.addAll(cycles());
                case MAX_DEPTH -> findings.addAll(depth(policy.maxDepth()));
                case NO_UNDECLARED_EDGE -> findings.addAll(discrepancies(rule, Discrepancy.Type.OBSERVED_NOT_DECLARED));
                case NO_TIER_INVERSION -> findings.addAll(discrepancies(rule, Discrepancy.Type.TIER_INVERSION));
            }
        }
        return findings;
    }

    /** Finds cycles. One is new if any of its edges lay on none before, also where an old cycle got another path. */
    private List<Finding> cycles() {
        Map<String, List<Integer>> byCycle = new TreeMap<>();
        for (int edge = 0; edge < map.observed().size(); edge++) {
            String cycle = map.cycleOf(map.observed().get(edge));
            if (cycle != null) {
                byCycle.computeIfAbsent(cycle, id -> new ArrayList<>()).add(edge);
            }
        }
        return byCycle.values().stream().map(this::cycle).toList();
    }

    private Finding cycle(List<Integer> edges) {
        List<Integer> fresh = edges.stream()
                .filter(edge -> !past.cyclic().contains(Past.Ends.of(map.observed().get(edge)))).toList();
        List<Integer> shown = fresh.isEmpty() ? edges : fresh;
        // The one that was not there at all is the one that closes the cycle.
        int closing = shown.stream().filter(edge -> !past.edges().contains(Past.Ends.of(map.observed().get(edge))))
                .findFirst().orElse(shown.getFirst());
        List<String> around = Arrays
                .stream(ShortestCycle.through(map.observedGraph(), map.observedComponents(), closing))
                .mapToObj(node -> map.topology().nodes().get(node).name()).toList();
        List<String> members = edges.stream().map(edge -> map.observed().get(edge).from()).distinct().sorted().toList();
        Edge edge = map.observed().get(closing);
        String message = "%s → %s closes a cycle: %s → %s. %d services need each other; when one fails, all do."
                .formatted(edge.from(), edge.to(), String.join(" → ", around), around.getFirst(), members.size());
        return new Finding(Rule.NO_NEW_CYCLE.id(), fresh.isEmpty() ? "unchanged" : "new", message, members,
                shown.stream().map(map.observed()::get).map(Ends::of).toList());
    }

    private List<Finding> depth(@Nullable Integer limit) {
        int depth = map.depths().max();
        if (limit == null || depth <= limit) {
            return List.of();
        }
        var chains = Chains.of(map.graph(), map.components(), map.stops());
        List<String> deepest = IntStream.range(0, map.topology().nodes().size())
                .reduce((best, each) -> chains.length(each) > chains.length(best) ? each : best).stream().boxed()
                .flatMap(node -> chains.through(node).stream()).map(node -> map.topology().nodes().get(node).name())
                .toList();
        return List.of(new Finding(Rule.MAX_DEPTH.id(), depth <= past.depth() ? "unchanged" : "new",
                "The longest chain of calls has %d steps, and %d are allowed: %s.".formatted(depth, limit,
                        String.join(" → ", deepest)),
                deepest, List.of()));
    }

    private List<Finding> discrepancies(Rule rule, Discrepancy.Type type) {
        return Discrepancies.of(map).stream().filter(each -> each.type() == type).map(each -> finding(rule, each))
                .toList();
    }

    private Finding finding(Rule rule, Discrepancy each) {
        String to = each.to() == null ? "" : each.to();
        String via = each.via();
        boolean known = via == null
                ? past.edges().contains(new Past.Ends(each.from(), to))
                : past.edges().contains(new Past.Ends(each.from(), via))
                        && past.edges().contains(new Past.Ends(via, to));
        String message = rule == Rule.NO_TIER_INVERSION
                ? "%s waits for %s, which is less vital.".formatted(each.from(), to)
                : via == null
                        ? "%s calls %s without declaring it.".formatted(each.from(), to)
                        : "%s reads what %s sends to %s, and neither declares it.".formatted(to, each.from(), via);
        return new Finding(rule.id(), known ? "unchanged" : "new", message, List.of(each.from(), to),
                each.edge() == null ? List.of() : List.of(Ends.of(each.edge())));
    }
}
