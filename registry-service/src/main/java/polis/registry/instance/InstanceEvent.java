package polis.registry.instance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

/** Payload of {@code InstanceTransitioned}: the instance as it is now and the step that brought it there. */
record InstanceEvent(@JsonUnwrapped InstanceView instance, State from, State to, String actor,
        @Nullable String reason) {}
