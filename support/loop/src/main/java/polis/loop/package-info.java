/** Work that a service repeats beside its requests. */
@NullMarked
package polis.loop;

import org.jspecify.annotations.NullMarked;
