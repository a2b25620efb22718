/** The mark of pure packages; {@code polis-architecture-test} checks what it promises. */
@NullMarked
package polis.pure;

import org.jspecify.annotations.NullMarked;
