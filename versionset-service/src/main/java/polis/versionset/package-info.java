/** The versionset service: versions, manifests, revisions and what is compatible with what. */
@NullMarked
package polis.versionset;

import org.jspecify.annotations.NullMarked;
