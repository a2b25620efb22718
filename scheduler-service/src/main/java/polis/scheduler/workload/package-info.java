/** What an instance is started with: its jar, port, environment and credential; and what it said when it failed. */
@NullMarked
package polis.scheduler.workload;

import org.jspecify.annotations.NullMarked;
