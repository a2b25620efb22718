/** Watches the change feed of another service: plain JDK and Jackson, for servlet and reactive services alike. */
@NullMarked
package polis.feed.client;

import org.jspecify.annotations.NullMarked;
