/** Reads an existing Zipkin, so that a site that reports to one gets its map without a change to any service. */
@NullMarked
package polis.dependencymap.source.zipkin;

import org.jspecify.annotations.NullMarked;
