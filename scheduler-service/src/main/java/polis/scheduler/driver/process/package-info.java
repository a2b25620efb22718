/** Instances as processes of this machine that outlive the scheduler. */
@NullMarked
package polis.scheduler.driver.process;

import org.jspecify.annotations.NullMarked;
