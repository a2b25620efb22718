/** The numbered history of what the architecture was asked to be, and how each revision turned out. */
@NullMarked
package polis.versionset.revision;

import org.jspecify.annotations.NullMarked;
