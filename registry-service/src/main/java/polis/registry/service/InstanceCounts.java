package polis.registry.service;

import java.util.List;
import java.util.Map;
import polis.registry.lifecycle.State;

/** How many live instances a service has, by version and state. */
public record InstanceCounts(List<RunningVersion> versions, Map<State, Integer> states) {

    static final InstanceCounts NONE = new InstanceCounts(List.of(), Map.of());

    /** Counts by the versions that run and by state. */
    public static InstanceCounts of(Map<String, Integer> versions, Map<State, Integer> states) {
        return new InstanceCounts(
                versions.entrySet().stream().map(each -> new RunningVersion(each.getKey(), each.getValue())).toList(),
                states);
    }

    int in(State state) {
        return states.getOrDefault(state, 0);
    }

    int live() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }
}
