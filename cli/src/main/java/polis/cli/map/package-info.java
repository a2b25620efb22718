/** The dependency map and its cycles, as text. */
@NullMarked
package polis.cli.map;

import org.jspecify.annotations.NullMarked;
