/** The role storefront: what customers see. */
@NullMarked
package polis.shop.storefront;

import org.jspecify.annotations.NullMarked;
