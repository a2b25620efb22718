@NullMarked
package polis.problem.slow;

import org.jspecify.annotations.NullMarked;
