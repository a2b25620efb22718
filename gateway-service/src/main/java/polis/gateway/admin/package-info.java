/** The admin port: a second server for everything that is not traffic. */
@NullMarked
package polis.gateway.admin;

import org.jspecify.annotations.NullMarked;
