/** The revision that is wanted, kept for the time that versionset-service is away. */
@NullMarked
package polis.scheduler.wanted;

import org.jspecify.annotations.NullMarked;
