/** Asks what time it is. */
@NullMarked
@Pure
package polis.architecture.test.example.clock;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
