/** Issues bearer tokens, revokes them and publishes the keys that prove them. */
@NullMarked
package polis.registry.token;

import org.jspecify.annotations.NullMarked;
