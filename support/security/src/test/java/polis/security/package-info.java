/** Tests against a small issuer of tokens that really listens, signs and goes away. */
@NullMarked
package polis.security;

import org.jspecify.annotations.NullMarked;
