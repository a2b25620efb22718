/** Apply a manifest and follow the operation that it sets off. */
@NullMarked
package polis.cli.manifest;

import org.jspecify.annotations.NullMarked;
