package polis.registry.summary;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
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
        InstanceTotals instances, Map<State, List<String>> lifecycle,
        @ArraySchema(schema = @Schema(implementation = ServiceSummary.class)) List<Line> each) {

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

    /**
     * A service's part of the page, as text: of thousands of services few change between two questions.
     *
     * @param entry what it was written from
     */
    record Line(@JsonIgnore Entry entry, @JsonValue @JsonRawValue String json) {}

    /** @param line writes a service's part of the page, or knows it already */
    static Summary of(Snapshot city, Function<Entry, Line> line) {
        var each = new ArrayList<Line>(city.services().size());
        var tiers = new TreeMap<Integer, Integer>();
        var lifecycle = new EnumMap<State, List<String>>(State.class);
        var states = new EnumMap<State, Integer>(State.class);
        int undescribed = 0;
        int versions = 0;
        int instances = 0;
        for (Entry service : city.services().values()) {
            each.add(line.apply(service));
            tiers.merge(service.tier(), 1, Integer::sum);
            lifecycle.computeIfAbsent(service.lifecycle(), absent -> new ArrayList<>()).add(service.name());
            undescribed += service.described() ? 0 : 1;
            versions += (int) service.counts().stream().map(Entry.Count::version).distinct().count();
            for (Entry.Count count : service.counts()) {
                states.merge(count.state(), count.instances(), Integer::sum);
                instances += count.instances();
            }
        }
        return new Summary(each.size(), tiers, undescribed, versions, new InstanceTotals(instances, states), lifecycle,
                each);
    }
}
