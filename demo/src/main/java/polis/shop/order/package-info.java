/** The role order: takes orders, has them paid and reserved, and announces them. */
@NullMarked
package polis.shop.order;

import org.jspecify.annotations.NullMarked;
