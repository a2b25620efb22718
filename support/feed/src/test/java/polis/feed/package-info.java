/** Tests of the feed against a real PostgreSQL and over real connections. */
@NullMarked
package polis.feed;

import org.jspecify.annotations.NullMarked;
