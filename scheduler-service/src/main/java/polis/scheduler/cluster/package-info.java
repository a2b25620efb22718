/**
 * What is desired, what is observed and what is under way: the values that all of the scheduler shares, and what it
 * wants of its stores and of what lies outside, as interfaces.
 */
@NullMarked
@Pure
package polis.scheduler.cluster;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
