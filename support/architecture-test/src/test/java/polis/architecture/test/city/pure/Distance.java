package polis.architecture.test.city.pure;

import java.util.List;
import org.jspecify.annotations.Nullable;

public record Distance(int[] steps, List<String> roads) {

    @Nullable
    String first() {
        return roads.isEmpty() ? null : roads.getFirst();
    }
}
