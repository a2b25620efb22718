/** The changes of a what-if: edges cut or added, topics and services added. */
@NullMarked
@Pure
package polis.dependencymap.change;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
