/** The rows of instances, their health checks, and how often they failed. */
@NullMarked
package polis.scheduler.instance;

import org.jspecify.annotations.NullMarked;
