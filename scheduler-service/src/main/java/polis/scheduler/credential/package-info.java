/**
 * What the instances of a service register with: asked of the registry once, kept encrypted, ended with the service.
 */
@NullMarked
package polis.scheduler.credential;

import org.jspecify.annotations.NullMarked;
