package polis.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import polis.scheduler.placement.Placement.Room;

class PlacementTests {

    private final List<Room> rooms = List.of(new Room("large", 1000, 600), new Room("small", 300, 250));

    @Test
    void takesTheNodeThatIsLeftWithTheLeast() {
        assertThat(Placement.of(200, rooms)).isEqualTo(new Placement.Placed("small"));
        assertThat(Placement.of(300, rooms)).isEqualTo(new Placement.Placed("large"));
    }

    @Test
    void tellsNoRoomNowFromNoRoomEver() {
        assertThat(Placement.of(700, rooms)).isEqualTo(new Placement.NoRoom(600));
        assertThat(Placement.of(1001, rooms)).isEqualTo(new Placement.TooLarge("large", 1000));
        assertThat(Placement.of(1, List.of())).isEqualTo(new Placement.TooLarge("", 0));
    }
}
