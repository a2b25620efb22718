package polis.registry.summary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import polis.registry.inventory.Entry;
import polis.registry.inventory.Snapshot;
import polis.registry.lifecycle.State;

/**
 * The city in a page.
 *
 * @param services how many kinds of service there are
 * @param tiers how many of them are how critical
 * @param undescribed how many of them nobody has described
 * @param versions how many versions of them run, counted per service
 * @param lifecycle which services are doing what
 * @param each every service: which versions of it, how many instances in what state, what it is doing and since when
 */
record Summary(int services, SortedMap<Integer, Integer> tiers, int undescribed, int versions,
        InstanceTotals instances, Map<State, List<String>> lifecycle, List<ServiceSummary> each) {

    /** Live instances, all and by state. */
    record InstanceTotals(int total, Map<State, Integer> byState) {}

    /**
     * One service.
     *
     * @param versions how many live instances run which version
     * @param instances how many live instances are in which state
     */
    record ServiceSummary(String name, int tier, @Nullable String owner, State lifecycle, Instant since,
            SortedMap<String, Integer> versions, Map<State, Integer> instances) {

        static ServiceSummary of(Entry entry) {
            return new ServiceSummary(entry.name(), entry.tier(), entry.owner(), entry.lifecycle(), entry.since(),
                    entry.versions(), entry.states());
        }
    }

    static Summary of(Snapshot city) {
        List<ServiceSummary> each = city.services().values().stream().map(ServiceSummary::of).toList();
        var tiers = new TreeMap<Integer, Integer>();
        var lifecycle = new EnumMap<State, List<String>>(State.class);
        var states = new EnumMap<State, Integer>(State.class);
        for (ServiceSummary service : each) {
            tiers.merge(service.tier(), 1, Integer::sum);
            lifecycle.computeIfAbsent(service.lifecycle(), absent -> new ArrayList<>()).add(service.name());
            service.instances().forEach((state, instances) -> states.merge(state, instances, Integer::sum));
        }
        int undescribed = (int) city.services().values().stream().filter(entry -> !entry.described()).count();
        int versions = each.stream().mapToInt(service -> service.versions().size()).sum();
        int instances = states.values().stream().mapToInt(Integer::intValue).sum();
        return new Summary(each.size(), tiers, undescribed, versions, new InstanceTotals(instances, states), lifecycle,
                each);
    }
}
