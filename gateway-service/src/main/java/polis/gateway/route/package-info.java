/** The routes of the current revision: which path belongs to which service. */
@NullMarked
package polis.gateway.route;

import org.jspecify.annotations.NullMarked;
