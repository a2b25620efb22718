/** Describes manifests by one record and one shape per section, and reads them strictly. */
@NullMarked
package polis.versionset.manifest;

import org.jspecify.annotations.NullMarked;
