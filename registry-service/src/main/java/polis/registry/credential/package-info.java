/** What a service's own Eureka clients register with, and which names nobody else may register. */
@NullMarked
package polis.registry.credential;

import org.jspecify.annotations.NullMarked;
