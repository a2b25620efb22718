package polis.registry.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import polis.registry.lifecycle.State;

class SnapshotTests {

    @Test
    void afterAnyChangesItHoldsTheNewestEntryOfEachInTheOrderOfNames() {
        var random = new Random(3);
        var expected = new TreeMap<String, Entry>();
        Snapshot city = Snapshot.NONE;
        for (int seq = 0; seq < 300; seq++) {
            Map<String, Entry> changed = new HashMap<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                String name = "s" + random.nextInt(400);
                changed.put(name, entry(name, seq % 4));
            }
            expected.putAll(changed);
            Snapshot before = city;
            List<Entry> held = List.copyOf(before.services());
            city = city.with(seq, false, changed.values());
            assertThat(before.services()).as("what somebody reads still").isEqualTo(held);
            assertThat(city.services()).usingElementComparator((one, other) -> one == other ? 0 : 1)
                    .containsExactlyElementsOf(expected.values());
            assertThat(city.seq()).isEqualTo(seq);
        }
        for (int i = 0; i < 400; i++) {
            assertThat(city.find("s" + i)).isSameAs(expected.get("s" + i));
        }
        assertThat(city.find("")).isNull();
        assertThat(city.find("t")).isNull();
    }

    @Test
    void whatIsReadAnewIsInNoOrder() {
        Snapshot city = Snapshot.of(7, List.of(entry("c", 0), entry("a", 1), entry("b", 2)));
        assertThat(city.services()).extracting(Entry::name).containsExactly("a", "b", "c");
        assertThat(city.described()).isEqualTo(7);
        assertThat(city.with(8, false, List.of(entry("d", 0))).described()).isEqualTo(7);
        assertThat(city.with(9, true, List.of()).described()).isEqualTo(9);
    }

    private static Entry entry(String name, int tier) {
        return new Entry(name, tier, null, null, State.RUN, Instant.EPOCH, true, List.of(), List.of(), List.of());
    }
}
