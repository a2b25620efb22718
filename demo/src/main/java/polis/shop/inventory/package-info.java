/** The role inventory: what is in stock, and for which order it is kept. */
@NullMarked
package polis.shop.inventory;

import org.jspecify.annotations.NullMarked;
