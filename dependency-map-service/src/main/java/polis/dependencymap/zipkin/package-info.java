/** Reads spans in Zipkin's encodings: JSON v2 and proto3. */
@NullMarked
package polis.dependencymap.zipkin;

import org.jspecify.annotations.NullMarked;
