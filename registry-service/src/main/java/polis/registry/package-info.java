/** The registry service: the configuration management database of the running city and its Eureka server. */
@NullMarked
package polis.registry;

import org.jspecify.annotations.NullMarked;
