/** Small real HTTP servers in place of the peers, and a small real program in place of a workload. */
@NullMarked
package polis.scheduler.stub;

import org.jspecify.annotations.NullMarked;
