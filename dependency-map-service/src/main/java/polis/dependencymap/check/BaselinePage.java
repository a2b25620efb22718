package polis.dependencymap.check;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Baselines by name, without their edges. */
@Schema(name = "Baselines")
record BaselinePage(List<Item> items, @Nullable String nextCursor) {

    @Schema(name = "BaselineItem")
    record Item(String name, Instant takenAt, String takenBy, int edges) {}
}
