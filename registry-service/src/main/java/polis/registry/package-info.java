/** The registry service: the configuration management database of all services, and their Eureka server. */
@NullMarked
package polis.registry;

import org.jspecify.annotations.NullMarked;
