@NullMarked
package polis.database;

import org.jspecify.annotations.NullMarked;
