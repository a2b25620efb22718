/**
 * The map beside a real zipkin-server: what a span costs, how fast the map of an hour is there, and what a flood does.
 */
@NullMarked
package polis.benchmark.map;

import org.jspecify.annotations.NullMarked;
