/** How long a service waits for its database: the same for every service that has one. */
@NullMarked
package polis.database;

import org.jspecify.annotations.NullMarked;
