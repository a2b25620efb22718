/** What registry-service shows of services and instances, and what it is told of them. */
@NullMarked
package polis.scheduler.registry;

import org.jspecify.annotations.NullMarked;
