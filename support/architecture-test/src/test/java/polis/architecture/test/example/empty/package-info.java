/** Holds no class. */
@NullMarked
@Pure
package polis.architecture.test.example.empty;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
