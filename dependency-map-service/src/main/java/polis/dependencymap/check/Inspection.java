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
import polis.dependencymap.city.City;
import polis.dependencymap.city.Way;
import polis.dependencymap.cycle.ShortestCycle;
import polis.dependencymap.drift.Discrepancies;
import polis.dependencymap.drift.Discrepancy;
import polis.dependencymap.graph.Chains;

/** Holds a city against a policy. */
record Inspection(City city, Past past) {

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

    /** A cycle is new if any of its roads lay on none before: also where an old cycle has got another way around. */
    private List<Finding> cycles() {
        Map<String, List<Integer>> byCycle = new TreeMap<>();
        for (int edge = 0; edge < city.observed().size(); edge++) {
            String cycle = city.cycleOf(city.observed().get(edge));
            if (cycle != null) {
                byCycle.computeIfAbsent(cycle, id -> new ArrayList<>()).add(edge);
            }
        }
        return byCycle.values().stream().map(this::cycle).toList();
    }

    private Finding cycle(List<Integer> edges) {
        List<Integer> fresh = edges.stream()
                .filter(edge -> !past.cyclic().contains(Past.Ends.of(city.observed().get(edge)))).toList();
        List<Integer> shown = fresh.isEmpty() ? edges : fresh;
        // The one that was not there at all is the one that closes the cycle.
        int closing = shown.stream().filter(edge -> !past.roads().contains(Past.Ends.of(city.observed().get(edge))))
                .findFirst().orElse(shown.getFirst());
        List<String> around = Arrays.stream(ShortestCycle.through(city.lived(), city.livedComponents(), closing))
                .mapToObj(place -> city.roads().places().get(place).name()).toList();
        List<String> members = edges.stream().map(edge -> city.observed().get(edge).from()).distinct().sorted()
                .toList();
        Way road = city.observed().get(closing);
        String message = "%s → %s closes a cycle: %s → %s. %d services need each other; when one fails, all do."
                .formatted(road.from(), road.to(), String.join(" → ", around), around.getFirst(), members.size());
        return new Finding(Rule.NO_NEW_CYCLE.id(), fresh.isEmpty() ? "unchanged" : "new", message, members,
                shown.stream().map(city.observed()::get).map(Ends::of).toList());
    }

    private List<Finding> depth(@Nullable Integer limit) {
        int depth = city.depths().max();
        if (limit == null || depth <= limit) {
            return List.of();
        }
        var chains = Chains.of(city.graph(), city.components(), city.stops());
        List<String> deepest = IntStream.range(0, city.roads().places().size())
                .reduce((best, each) -> chains.length(each) > chains.length(best) ? each : best).stream().boxed()
                .flatMap(place -> chains.through(place).stream()).map(place -> city.roads().places().get(place).name())
                .toList();
        return List.of(new Finding(Rule.MAX_DEPTH.id(), depth <= past.depth() ? "unchanged" : "new",
                "The city is %d deep, and %d is allowed: %s.".formatted(depth, limit, String.join(" → ", deepest)),
                deepest, List.of()));
    }

    private List<Finding> discrepancies(Rule rule, Discrepancy.Type type) {
        return Discrepancies.of(city).stream().filter(each -> each.type() == type).map(each -> finding(rule, each))
                .toList();
    }

    private Finding finding(Rule rule, Discrepancy each) {
        String to = each.to() == null ? "" : each.to();
        String via = each.via();
        boolean known = via == null
                ? past.roads().contains(new Past.Ends(each.from(), to))
                : past.roads().contains(new Past.Ends(each.from(), via))
                        && past.roads().contains(new Past.Ends(via, to));
        String message = rule == Rule.NO_TIER_INVERSION
                ? "%s waits for %s, which is less vital.".formatted(each.from(), to)
                : via == null
                        ? "%s calls %s without declaring it.".formatted(each.from(), to)
                        : "%s reads what %s sends to %s, and neither declares it.".formatted(to, each.from(), via);
        return new Finding(rule.id(), known ? "unchanged" : "new", message, List.of(each.from(), to),
                each.way() == null ? List.of() : List.of(Ends.of(each.way())));
    }
}
