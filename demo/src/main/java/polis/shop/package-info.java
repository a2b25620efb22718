/** A small shop, one jar that plays one role of eight; what any team would write, and nothing of Polis. */
@NullMarked
package polis.shop;

import org.jspecify.annotations.NullMarked;
