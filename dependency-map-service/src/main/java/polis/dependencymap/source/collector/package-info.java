/** A collector that Zipkin's reporters take for a Zipkin. */
@NullMarked
package polis.dependencymap.source.collector;

import org.jspecify.annotations.NullMarked;
