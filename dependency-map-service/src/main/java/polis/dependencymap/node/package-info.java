/** Describes one node of the map: its figures, neighbours, traffic over time and the impact of its outage. */
@NullMarked
package polis.dependencymap.node;

import org.jspecify.annotations.NullMarked;
