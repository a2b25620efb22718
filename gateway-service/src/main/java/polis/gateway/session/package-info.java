/** Who is logged in to the console: sessions behind a cookie that means nothing anywhere else. */
@NullMarked
package polis.gateway.session;

import org.jspecify.annotations.NullMarked;
