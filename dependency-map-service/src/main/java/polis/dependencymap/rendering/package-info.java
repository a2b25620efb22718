/** Renders the map of a time range: nodes and edges with their traffic, measured, laid out, or edited. */
@NullMarked
package polis.dependencymap.rendering;

import org.jspecify.annotations.NullMarked;
