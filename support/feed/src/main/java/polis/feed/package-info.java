/**
 * The change feed of a service: numbered events, in the order of their commits and without a gap, as pages and as a
 * stream.
 */
@NullMarked
package polis.feed;

import org.jspecify.annotations.NullMarked;
