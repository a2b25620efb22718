/**
 * Describes one node of the map: its figures, its neighbours, its traffic over time and the impact of its outage.
 */
@NullMarked
package polis.dependencymap.node;

import org.jspecify.annotations.NullMarked;
