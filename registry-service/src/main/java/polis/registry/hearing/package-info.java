/** Whether this process hears well, as it measures itself: whoever judges others by their silence asks here first. */
@NullMarked
package polis.registry.hearing;

import org.jspecify.annotations.NullMarked;
