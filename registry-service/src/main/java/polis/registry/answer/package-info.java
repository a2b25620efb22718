/** Answers of many kilobytes, which are made once and sent often. */
@NullMarked
package polis.registry.answer;

import org.jspecify.annotations.NullMarked;
