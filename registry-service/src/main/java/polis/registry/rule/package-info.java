/** What is wrong with the city: rules that judge it as it is. Pure functions of their arguments. */
@NullMarked
@Pure
package polis.registry.rule;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
