/** The rows of instances, their health checks, their addresses, and how often they failed. */
@NullMarked
package polis.scheduler.instance;

import org.jspecify.annotations.NullMarked;
