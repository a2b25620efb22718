/** Keeps the numbered history of what the architecture was asked to be, and the outcome of each revision. */
@NullMarked
package polis.versionset.revision;

import org.jspecify.annotations.NullMarked;
