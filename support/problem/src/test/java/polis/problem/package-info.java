/** Tests of the documents as clients get them: over HTTP, from a servlet and from a reactive service. */
@NullMarked
package polis.problem;

import org.jspecify.annotations.NullMarked;
