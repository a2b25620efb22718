/**
 * Eureka's protocol on the wire: its resources, payloads and formats, who may call them, and how much may be
 * registered.
 */
@NullMarked
package polis.registry.eureka;

import org.jspecify.annotations.NullMarked;
