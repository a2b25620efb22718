/** Describes documents once, field by field, and derives strict reading, defaults, JSON Schema and documentation. */
@NullMarked
@Pure
package polis.versionset.schema;

import org.jspecify.annotations.NullMarked;
import polis.pure.Pure;
