/** Keeps its promise. */
@NullMarked
@Pure
package polis.architecture.test.example.pure;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
