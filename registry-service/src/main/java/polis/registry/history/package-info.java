/** Every transition of every service and instance, kept for ever with time, actor and reason. */
@NullMarked
package polis.registry.history;

import org.jspecify.annotations.NullMarked;
