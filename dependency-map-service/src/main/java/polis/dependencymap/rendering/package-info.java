/**
 * Renders the map of a time range: its nodes and edges with their traffic, measured and laid out, as it is or edited.
 */
@NullMarked
package polis.dependencymap.rendering;

import org.jspecify.annotations.NullMarked;
