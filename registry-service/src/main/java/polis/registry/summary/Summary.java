package polis.registry.summary;

import java.util.List;
import java.util.Map;
import polis.registry.lifecycle.State;

/**
 * The city in a page.
 *
 * @param services how many kinds of service there are
 * @param tiers how many of them are how critical
 * @param versions how many versions of them run, counted per service
 * @param lifecycle which services are doing what
 */
record Summary(int services, Map<Integer, Integer> tiers, int versions, InstanceTotals instances,
        Map<State, List<String>> lifecycle) {

    /** Live instances, all and by state. */
    record InstanceTotals(int total, Map<State, Integer> byState) {}
}
