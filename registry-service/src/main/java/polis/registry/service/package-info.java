/** What the city knows of a kind of service: its description, criticality and lifecycle. */
@NullMarked
package polis.registry.service;

import org.jspecify.annotations.NullMarked;
