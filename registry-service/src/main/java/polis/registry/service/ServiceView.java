package polis.registry.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

/**
 * A service as callers see it.
 *
 * @param undescribed seen through an instance only; nobody has said what it is
 * @param versions the versions its live instances run
 * @param instances how many live instances are in which state
 */
public record ServiceView(String name, @Nullable String title, @Nullable String description, int tier,
        @Nullable String owner,
        @Nullable String domain, List<String> dependsOn, State lifecycle, Instant lifecycleSince, boolean undescribed,
        List<RunningVersion> versions, Map<State, Integer> instances) {

    /** How many live instances run a version. */
    public record RunningVersion(String version, int instances) {}

    static ServiceView of(Service service, InstanceCounts counts) {
        ServiceDescription said = service.description();
        return new ServiceView(service.name(), said.title(), said.description(), said.tier(), said.owner(),
                said.domain(),
                said.dependsOn(), service.lifecycle(), service.lifecycleSince(), !service.described(),
                counts.versions(), counts.states());
    }
}
