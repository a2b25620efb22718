/**
 * Who may call a service, told by bearer tokens, their roles and scopes; and the token with which a service calls its
 * peers.
 */
@NullMarked
package polis.security;

import org.jspecify.annotations.NullMarked;
