/** Parses an expression. */
@NullMarked
@Pure
package polis.architecture.test.example.expression;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
