package polis.problem;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks the causes of an exception. */
final class Causes {

    /** Longer chains are loops or not worth reading. */
    private static final int DEEPEST = 32;

    private Causes() {}

    static Stream<Throwable> of(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Throwable::getCause).takeWhile(cause -> cause != null).limit(DEEPEST);
    }

    static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }
}
