/** Tests of the client against a small server that breaks in the ways that servers do. */
@NullMarked
package polis.feed.client;

import org.jspecify.annotations.NullMarked;
