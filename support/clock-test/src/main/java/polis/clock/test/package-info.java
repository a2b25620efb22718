/** A clock that tests set and advance, so that none of them waits for real time. */
@NullMarked
package polis.clock.test;

import org.jspecify.annotations.NullMarked;
