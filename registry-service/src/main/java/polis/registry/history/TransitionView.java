package polis.registry.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

/**
 * One step of a service or, where {@code instance} is there, of an instance.
 *
 * @param seq its place in the history; missing when nothing happened because the state was already the wanted one
 * @param actor subject of the caller's token, or {@code eureka}
 */
public record TransitionView(@Nullable Long seq, String service, @Nullable String instance, State from, State to,
        Instant at, String actor, @Nullable String reason, @Nullable Long revision) {}
