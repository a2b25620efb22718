/** The architecture rules that every service keeps: pure algorithms stay pure, every package is null-marked. */
@NullMarked
package polis.architecture.test;

import org.jspecify.annotations.NullMarked;
