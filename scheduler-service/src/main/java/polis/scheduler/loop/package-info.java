/** Looks, decides and acts, again and again; and the polls beside it. */
@NullMarked
package polis.scheduler.loop;

import org.jspecify.annotations.NullMarked;
