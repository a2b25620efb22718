/** Services with their description and lifecycle. */
@NullMarked
package polis.registry.service;

import org.jspecify.annotations.NullMarked;
