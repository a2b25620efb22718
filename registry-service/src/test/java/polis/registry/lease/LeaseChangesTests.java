package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.appinfo.InstanceInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseChangesTests {

    private final LeaseChanges changes = new LeaseChanges(new LeaseSettings(2), Bounds.ROOMY);

    @Test
    void ofOneLeaseOnlyTheNewestChangeIsKept() throws InterruptedException {
        changes.offer(change("a", null));
        changes.offer(change("a", "cancelled"));
        assertThat(taken()).containsExactly("a cancelled");
    }

    @Test
    void theSameIdInAnotherApplicationIsAnotherLease() throws InterruptedException {
        changes.offer(change("CART", "a", null));
        changes.offer(change("ORDER", "a", null));
        assertThat(changes.size()).isEqualTo(2);
    }

    @Test
    void pastTheBoundItForgetsAndSaysSo() throws InterruptedException {
        changes.offer(change("a", null));
        changes.offer(change("b", null));
        assertThat(changes.takeOverflow()).isFalse();
        changes.offer(change("c", null));
        changes.offer(change("b", "cancelled"));
        assertThat(taken()).containsExactly("a null", "b cancelled");
        assertThat(changes.takeOverflow()).isTrue();
        assertThat(changes.takeOverflow()).isFalse();
    }

    @Test
    void whatComesBackDoesNotOverwriteWhatHappenedMeanwhile() throws InterruptedException {
        changes.offer(change("a", null));
        var unwritten = changes.take(10, Duration.ZERO);
        changes.offer(change("a", "cancelled"));
        changes.putBack(unwritten);
        assertThat(taken()).containsExactly("a cancelled");
    }

    private List<String> taken() throws InterruptedException {
        return changes.take(10, Duration.ZERO).stream().map(change -> change.id() + " " + change.endReason()).toList();
    }

    private static LeaseChange change(String id, @Nullable String endReason) {
        return change("CART", id, endReason);
    }

    private static LeaseChange change(String app, String id, @Nullable String endReason) {
        return new LeaseChange(app, id, info(), endReason, 0, "", false);
    }

    private static InstanceInfo info() {
        return InstanceInfo.Builder.newBuilder().setAppName("CART").setInstanceId("a").build();
    }
}
