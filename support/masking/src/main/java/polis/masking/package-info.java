/**
 * Takes secrets out of texts that are kept. In time that grows with the text's length only, so that no text stalls it.
 */
@NullMarked
package polis.masking;

import org.jspecify.annotations.NullMarked;
