/** Time as this process lived through it. */
@NullMarked
package polis.clock;

import org.jspecify.annotations.NullMarked;
