/** Writes the map in the formats of other tools: a picture, graph languages, Zipkin's links. */
@NullMarked
@Pure
package polis.dependencymap.export;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
