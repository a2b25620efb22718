/** Every instance that ever was: announced by a scheduler or seen first through its lease. */
@NullMarked
package polis.registry.instance;

import org.jspecify.annotations.NullMarked;
