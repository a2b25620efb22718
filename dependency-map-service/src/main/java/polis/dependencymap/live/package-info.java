/** The traffic of this second, sent to whoever watches. */
@NullMarked
package polis.dependencymap.live;

import org.jspecify.annotations.NullMarked;
