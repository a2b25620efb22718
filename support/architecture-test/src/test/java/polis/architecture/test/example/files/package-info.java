/** Reads files. */
@NullMarked
package polis.architecture.test.example.files;

import org.jspecify.annotations.NullMarked;
