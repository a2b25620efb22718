/** The role catalog: products and prices. */
@NullMarked
package polis.shop.catalog;

import org.jspecify.annotations.NullMarked;
