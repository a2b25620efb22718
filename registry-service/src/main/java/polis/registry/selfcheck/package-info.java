/**
 * Returns whether this process receives requests in time, as it measures itself: a missed renewal counts only if it
 * does.
 */
@NullMarked
package polis.registry.selfcheck;

import org.jspecify.annotations.NullMarked;
