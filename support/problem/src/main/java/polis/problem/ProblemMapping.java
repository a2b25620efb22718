package polis.problem;

import org.jspecify.annotations.Nullable;

/**
 * Turns exceptions of one origin into problems. A service adds its own as a bean; those are asked before the built-in
 * ones.
 */
@FunctionalInterface
public interface ProblemMapping {

    /** The problem that {@code failure} stands for; null when it is none of this mapping's. */
    @Nullable
    ProblemException map(Throwable failure);
}
