/** What this service does again and again beside its requests. */
@NullMarked
package polis.registry.round;

import org.jspecify.annotations.NullMarked;
