package polis.registry.summary;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import polis.registry.inventory.Entry;
import polis.registry.lifecycle.State;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * All services on one page.
 *
 * @param services how many kinds of service there are
 * @param tiers how many of them are how critical
 * @param undescribed how many of them nobody has described
 * @param versions how many versions of them run, counted per service
 * @param lifecycle which services are doing what
 * @param each every service: which versions of it, how many instances in what state, what it is doing and since when
 */
record Summary(int services, SortedMap<Integer, Integer> tiers, int undescribed, int versions, InstanceTotals instances,
        Map<State, List<String>> lifecycle,
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
     * A service's part of the page, encoded: of thousands of services few change between two questions.
     *
     * @param entry what it was written from
     * @param versions how many of it run
     */
    record Line(Entry entry, int versions, SerializableString json) implements JacksonSerializable {

        static Line of(Entry entry, JsonMapper json) {
            ServiceSummary summary = ServiceSummary.of(entry);
            return new Line(entry, summary.versions().size(), new SerializedString(json.writeValueAsString(summary)));
        }

        @Override
        public void serialize(JsonGenerator out, SerializationContext context) {
            out.writeRawValue(json);
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializationContext context, TypeSerializer types) {
            serialize(out, context);
        }
    }

    static Summary of(List<Line> each) {
        var tiers = new TreeMap<Integer, Integer>();
        var lifecycle = new EnumMap<State, List<String>>(State.class);
        var states = new EnumMap<State, Integer>(State.class);
        int undescribed = 0;
        int versions = 0;
        int instances = 0;
        for (Line line : each) {
            Entry service = line.entry();
            versions += line.versions();
            tiers.merge(service.tier(), 1, Integer::sum);
            lifecycle.computeIfAbsent(service.lifecycle(), absent -> new ArrayList<>()).add(service.name());
            undescribed += service.described() ? 0 : 1;
            for (Entry.Count count : service.counts()) {
                states.merge(count.state(), count.instances(), Integer::sum);
                instances += count.instances();
            }
        }
        return new Summary(each.size(), tiers, undescribed, versions, new InstanceTotals(instances, states), lifecycle,
                each);
    }
}
