/**
 * Every transition of every service and instance, with time, actor and reason; of what is old one row of each service
 * and day.
 */
@NullMarked
package polis.registry.history;

import org.jspecify.annotations.NullMarked;
