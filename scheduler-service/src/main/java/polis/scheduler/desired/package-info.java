/** The revision that is desired, kept for the time that versionset-service is away, and what its manifest says. */
@NullMarked
package polis.scheduler.desired;

import org.jspecify.annotations.NullMarked;
