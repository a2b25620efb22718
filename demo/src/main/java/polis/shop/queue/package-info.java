/** A queue inside the shop: published with a producer span, handled with a consumer span. */
@NullMarked
package polis.shop.queue;

import org.jspecify.annotations.NullMarked;
