/** Finds a set of versions that satisfies every requirement, as a pure function. */
@NullMarked
package polis.versionset.resolution;

import org.jspecify.annotations.NullMarked;
