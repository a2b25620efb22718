/**
 * Slow clients of the embedded Tomcat: a head that is not whole in time and a body that comes too slowly are answered
 * with 408, so that nobody holds connections by sending next to nothing.
 */
@NullMarked
package polis.problem.slow;

import org.jspecify.annotations.NullMarked;
