/** The role recommendation: what else one might buy. */
@NullMarked
package polis.shop.recommendation;

import org.jspecify.annotations.NullMarked;
