/** The role cart: what a customer is about to buy. */
@NullMarked
package polis.shop.cart;

import org.jspecify.annotations.NullMarked;
