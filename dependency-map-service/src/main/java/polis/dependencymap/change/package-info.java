/** What can be changed about a city on paper: roads cut or added, topics and services built. */
@NullMarked
@Pure
package polis.dependencymap.change;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
