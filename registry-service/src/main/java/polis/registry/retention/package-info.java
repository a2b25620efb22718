/** Forgets what nobody asks for any more, when its time has passed. */
@NullMarked
package polis.registry.retention;

import org.jspecify.annotations.NullMarked;
