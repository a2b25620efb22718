/** The parts that reading spans has in common, whatever their encoding: drafts, tags, names, sampling, protobuf. */
@NullMarked
package polis.dependencymap.span;

import org.jspecify.annotations.NullMarked;
