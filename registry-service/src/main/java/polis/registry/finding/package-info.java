/** What is wrong with the city, and what people have said of it. */
@NullMarked
package polis.registry.finding;

import org.jspecify.annotations.NullMarked;
