/**
 * Asks instances that state a health URL whether they are well: a lease says that a process lives, a check that it
 * serves.
 */
@NullMarked
package polis.registry.health;

import org.jspecify.annotations.NullMarked;
