/** Records which versions were seen running healthy together. */
@NullMarked
package polis.versionset.evidence;

import org.jspecify.annotations.NullMarked;
