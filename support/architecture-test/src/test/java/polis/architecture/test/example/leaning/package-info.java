/** Leans on a package that is not pure. */
@NullMarked
@Pure
package polis.architecture.test.example.leaning;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
