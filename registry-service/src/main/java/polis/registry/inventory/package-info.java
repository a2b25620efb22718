/** What the city holds right now, in memory, and never older than the newest event. */
@NullMarked
package polis.registry.inventory;

import org.jspecify.annotations.NullMarked;
