package polis.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import polis.scheduler.cluster.Node;

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
}
