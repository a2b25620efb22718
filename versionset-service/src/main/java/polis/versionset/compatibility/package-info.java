/** Which versions were seen running healthy together. */
@NullMarked
package polis.versionset.compatibility;

import org.jspecify.annotations.NullMarked;
