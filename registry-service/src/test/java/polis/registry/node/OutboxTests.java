package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.eureka.cluster.protocol.ReplicationInstance;
import com.netflix.eureka.registry.PeerAwareInstanceRegistryImpl.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTests {

    private final Outbox outbox = new Outbox(3);

    @Test
    void ofEachKindAndLeaseTheNewestInTheOrderInWhichTheyHappened() {
        outbox.put(change(Action.Register, "a"));
        outbox.put(change(Action.Cancel, "a"));
        outbox.put(change(Action.Register, "a"));
        assertThat(sent()).containsExactly("Cancel a", "Register a");
    }

    @Test
    void whatCouldNotBeSentComesFirstUnlessSomethingNewerWaits() {
        outbox.put(change(Action.Register, "a"));
        outbox.put(change(Action.Register, "b"));
        var unsent = outbox.take(2);
        outbox.put(change(Action.Register, "a"));
        outbox.putBack(unsent);
        assertThat(sent()).containsExactly("Register b", "Register a");
    }

    @Test
    void pastItsBoundItForgetsAndComparingWillTell() {
        for (String id : List.of("a", "b", "c", "d")) {
            outbox.put(change(Action.Register, id));
        }
        assertThat(sent()).containsExactly("Register d");
        assertThat(outbox.isEmpty()).isTrue();
    }

    private List<String> sent() {
        return outbox.take(10).stream().map(change -> change.getAction() + " " + change.getId()).toList();
    }

    private static ReplicationInstance change(Action action, String id) {
        return new ReplicationInstance("CART", id, 1L, null, "UP", null, action);
    }
}
