/** Keeps accepted spans safe until they are in the counts: durable before the answer, counted exactly once. */
@NullMarked
package polis.dependencymap.inbox;

import org.jspecify.annotations.NullMarked;
