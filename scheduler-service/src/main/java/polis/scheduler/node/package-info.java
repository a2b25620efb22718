/** The machine that instances run on, and what of it is taken. */
@NullMarked
package polis.scheduler.node;

import org.jspecify.annotations.NullMarked;
