/** The role payment: takes the money. */
@NullMarked
package polis.shop.payment;

import org.jspecify.annotations.NullMarked;
