package polis.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Node;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Timeline.Milestone;

class FreeMemoryTests {

    private final FreeMemory free = new FreeMemory(List.of(new Node("large", 1000), new Node("small", 300)), List.of());

    FreeMemoryTests() {
        free.reserve("large", 400);
        free.reserve("small", 50);
    }

    @Test
    void takesTheNodeThatIsLeftWithTheLeast() {
        assertThat(free.place(200)).isEqualTo(new Placement.Placed("small"));
        assertThat(free.place(300)).isEqualTo(new Placement.Placed("large"));
    }

    @Test
    void tellsNoRoomNowFromNoRoomEver() {
        assertThat(free.place(700)).isEqualTo(new Placement.NoRoom(600));
        assertThat(free.place(1001)).isEqualTo(new Placement.TooLarge("large", 1000));
        assertThat(new FreeMemory(List.of(), List.of()).place(1)).isEqualTo(new Placement.TooLarge("", 0));
    }

    @Test
    void whatIsReservedIsFreeNoMore() {
        free.reserve("small", 200);
        assertThat(free.place(100)).isEqualTo(new Placement.Placed("large"));
        assertThat(free.on("small")).isEqualTo(50);
        free.reserve("small", 100);
        assertThat(free.on("small")).isZero();
    }

    @Test
    void takesWhatFitsExactly() {
        assertThat(free.place(250)).isEqualTo(new Placement.Placed("small"));
        assertThat(free.place(600)).isEqualTo(new Placement.Placed("large"));
        assertThat(free.place(1000)).isEqualTo(new Placement.NoRoom(600));
        assertThat(free.largest()).isEqualTo(600);
        assertThat(free.on("nowhere")).isZero();
    }

    @Test
    void ofNodesWithAsMuchFreeTheFirstByNameIsTaken() {
        assertThat(new FreeMemory(List.of(new Node("b", 10), new Node("a", 10)), List.of()).place(1))
                .isEqualTo(new Placement.Placed("a"));
    }

    @Test
    void instancesReserveUntilTheyAreGone() {
        FreeMemory left = new FreeMemory(List.of(new Node("a", 100)),
                List.of(instance(Phase.RUN), instance(Phase.GONE), instance(Phase.INTENDED)));
        assertThat(left.on("a")).isEqualTo(80);
    }

    @Test
    void allTogetherNeedWhatAllNodesHaveAtMost() {
        List<Node> nodes = List.of(new Node("a", 15), new Node("b", 5));
        assertThat(FreeMemory.together(List.of(target(2)), nodes)).isEqualTo(new FreeMemory.Sum(20, 20));
        assertThat(FreeMemory.together(List.of(target(2)), nodes).fits()).isTrue();
        assertThat(FreeMemory.together(List.of(target(3)), nodes).fits()).isFalse();
    }

    private static Instance instance(Phase phase) {
        return new Instance("one", target(1), 1, null, new Instance.Endpoint("a", "localhost", 1),
                new Timeline(phase, new EnumMap<>(Milestone.class), null, null), null);
    }

    private static ServiceTarget target(int instances) {
        return new ServiceTarget("cart", "1.0.0", "digest",
                new ServiceTarget.ProcessSpec("cart.jar", List.of(), Map.of(), 10), instances,
                new ServiceTarget.Health("/", Duration.ZERO, Duration.ZERO, Duration.ZERO),
                new ServiceTarget.Traffic(false, Duration.ZERO, Duration.ZERO), List.of());
    }
}
