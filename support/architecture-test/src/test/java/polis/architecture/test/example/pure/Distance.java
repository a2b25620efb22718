package polis.architecture.test.example.pure;

import java.util.List;
import org.jspecify.annotations.Nullable;

public record Distance(int[] steps, List<String> edges) {

    @Nullable
    String first() {
        return edges.isEmpty() ? null : edges.getFirst();
    }
}
