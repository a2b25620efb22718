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
        Snapshot snapshot = Snapshot.NONE;
        for (int seq = 0; seq < 300; seq++) {
            Map<String, Entry> changed = new HashMap<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                String name = "s" + random.nextInt(400);
                changed.put(name, entry(name, seq % 4));
            }
            expected.putAll(changed);
            Snapshot before = snapshot;
            List<Entry> held = List.copyOf(before.services());
            snapshot = snapshot.with(seq, false, changed.values());
            assertThat(before.services()).as("what somebody reads still").isEqualTo(held);
            assertThat(snapshot.services()).usingElementComparator((one, other) -> one == other ? 0 : 1)
                    .containsExactlyElementsOf(expected.values());
            assertThat(snapshot.seq()).isEqualTo(seq);
        }
        for (int i = 0; i < 400; i++) {
            assertThat(snapshot.find("s" + i)).isSameAs(expected.get("s" + i));
        }
        assertThat(snapshot.find("")).isNull();
        assertThat(snapshot.find("t")).isNull();
    }

    @Test
    void whatIsReadAnewIsInNoOrder() {
        Snapshot snapshot = Snapshot.of(7, List.of(entry("c", 0), entry("a", 1), entry("b", 2)));
        assertThat(snapshot.services()).extracting(Entry::name).containsExactly("a", "b", "c");
        assertThat(snapshot.described()).isEqualTo(7);
        assertThat(snapshot.with(8, false, List.of(entry("d", 0))).described()).isEqualTo(7);
        assertThat(snapshot.with(9, true, List.of()).described()).isEqualTo(9);
    }

    private static Entry entry(String name, int tier) {
        return new Entry(name, tier, null, null, State.RUN, Instant.EPOCH, true, List.of(), List.of(), List.of());
    }
}
