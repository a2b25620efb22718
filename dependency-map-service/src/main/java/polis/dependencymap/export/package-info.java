/** Writes the map in the formats of other tools: a picture, graph languages, Zipkin's links. */
@NullMarked
package polis.dependencymap.export;

import org.jspecify.annotations.NullMarked;
