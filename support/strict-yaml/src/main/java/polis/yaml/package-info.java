/** Reads YAML 1.2, and so JSON, that strangers send. */
@NullMarked
package polis.yaml;

import org.jspecify.annotations.NullMarked;
