/** How many calls went over which road in which minute, how many failed and how long they took. */
@NullMarked
package polis.dependencymap.traffic;

import org.jspecify.annotations.NullMarked;
