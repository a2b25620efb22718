package polis.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list. {@code nextCursor} is missing on the last page, and only there.
 *
 * @param <T> what the list holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** The most that one page holds. */
    public static final int MOST = 1000;

    /** Cuts {@code found}, which was read with one row more than {@code limit} to see whether there is a next page. */
    public static <T> Page<T> cut(List<T> found, int limit, Function<T, ?> cursor) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()).toString());
    }

    /** The same page with other items. */
    public <R> Page<R> map(Function<? super T, R> each) {
        return new Page<>(items.stream().map(each).toList(), nextCursor);
    }
}
