/** Leans on a framework. */
@NullMarked
@Pure
package polis.architecture.test.example.framework;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
