/** Keeps the instances as the registry describes them, and lets an admin weigh them. */
@NullMarked
package polis.gateway.discovery;

import org.jspecify.annotations.NullMarked;
