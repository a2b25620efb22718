/** Seals what a service keeps and nobody may read there: AES-256-GCM by keys that are drawn out of configured texts. */
@NullMarked
package polis.security.seal;

import org.jspecify.annotations.NullMarked;
