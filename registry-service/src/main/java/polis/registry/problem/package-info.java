/** What can go wrong here and nowhere else. */
@NullMarked
package polis.registry.problem;

import org.jspecify.annotations.NullMarked;
