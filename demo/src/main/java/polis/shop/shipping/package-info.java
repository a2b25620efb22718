/** The role shipping: sends what was ordered, told by the topic order.placed. */
@NullMarked
package polis.shop.shipping;

import org.jspecify.annotations.NullMarked;
