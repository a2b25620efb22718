/**
 * What an architecture shall be: reads a manifest strictly, says everything that is wrong with it, fills in the
 * defaults.
 */
@NullMarked
package polis.versionset.manifest;

import org.jspecify.annotations.NullMarked;
