package polis.problem.slow;

import java.io.IOException;

/** A body came too slowly. */
final class SlowBodyException extends IOException {

    SlowBodyException() {
        super("the body came too slowly");
    }
}
