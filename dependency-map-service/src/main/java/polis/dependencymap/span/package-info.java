/** Reads spans as Zipkin's reporters send them, and keeps of them what linking needs. */
@NullMarked
package polis.dependencymap.span;

import org.jspecify.annotations.NullMarked;
