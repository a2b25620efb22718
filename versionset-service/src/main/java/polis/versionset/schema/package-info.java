/** Describes documents once, field by field, and derives strict reading, defaults, JSON Schema and documentation. */
@NullMarked
package polis.versionset.schema;

import org.jspecify.annotations.NullMarked;
