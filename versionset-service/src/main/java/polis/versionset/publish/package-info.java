/** Publishes manifests: reads one, asks every gate, records it as the next revision. */
@NullMarked
package polis.versionset.publish;

import org.jspecify.annotations.NullMarked;
