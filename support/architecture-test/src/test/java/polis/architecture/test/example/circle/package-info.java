/** Holds two classes that need each other. */
@NullMarked
@Pure
package polis.architecture.test.example.circle;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
