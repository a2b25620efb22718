/** Rules that find what is wrong with services. Pure functions of their arguments. */
@NullMarked
@Pure
package polis.registry.rule;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
