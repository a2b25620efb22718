/** The registry beside a stock Eureka server: heartbeats, registrations, fetches and the heap that they need. */
@NullMarked
package polis.benchmark.registry;

import org.jspecify.annotations.NullMarked;
