/** The platform threads that carry virtual threads. */
@NullMarked
package polis.carriers;

import org.jspecify.annotations.NullMarked;
