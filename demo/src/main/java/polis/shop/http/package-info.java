/** How the roles call each other over HTTP, and what of it is traced. */
@NullMarked
package polis.shop.http;

import org.jspecify.annotations.NullMarked;
