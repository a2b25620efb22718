/** What a manifest says of each service, as far as the scheduler reads it. */
@NullMarked
package polis.scheduler.manifest;

import org.jspecify.annotations.NullMarked;
