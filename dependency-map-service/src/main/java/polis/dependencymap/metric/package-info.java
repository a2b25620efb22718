/** Depth and breadth: of every node, of the whole architecture and over time; where the time of a request goes. */
@NullMarked
package polis.dependencymap.metric;

import org.jspecify.annotations.NullMarked;
