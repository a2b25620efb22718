package polis.registry.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import polis.registry.history.TransitionView;
import polis.registry.lifecycle.State;

/** Payload of {@code ServiceTransitioned}: the service as it is now and the step that brought it there. */
record ServiceEvent(@JsonUnwrapped ServiceView service, State from, State to, String actor, @Nullable String reason,
        @Nullable Long revision) {

    static ServiceEvent of(ServiceView service, TransitionView step) {
        return new ServiceEvent(service, step.from(), step.to(), step.actor(), step.reason(), step.revision());
    }
}
