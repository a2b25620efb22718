/**
 * The revision that is desired, kept for the time that versionset-service is away; and what of a manifest cannot run
 * here.
 */
@NullMarked
package polis.scheduler.desired;

import org.jspecify.annotations.NullMarked;
