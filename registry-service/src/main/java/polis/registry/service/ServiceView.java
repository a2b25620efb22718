package polis.registry.service;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.registry.description.Description;
import polis.registry.description.Link;
import polis.registry.description.ServiceDescription;
import polis.registry.lifecycle.State;

/**
 * A service as callers see it.
 *
 * @param saidBy which source said which of the fields above; those that nobody said have their usual value
 * @param undescribed seen through an instance only; nobody has said what it is
 * @param versions the versions its live instances run
 * @param instances how many live instances are in which state
 */
public record ServiceView(String name, @Nullable String title, @Nullable String description, int tier,
        @Nullable String owner, @Nullable String onCall, @Nullable String repository, @Nullable String domain,
        List<String> tags, List<Link> links, List<String> dependsOn, Map<String, String> saidBy, State lifecycle,
        Instant lifecycleSince, boolean undescribed, List<RunningVersion> versions, Map<State, Integer> instances) {

    static ServiceView of(Service service, InstanceCounts counts) {
        Description description = service.description();
        ServiceDescription said = description.said();
        return new ServiceView(service.name(), said.title(), said.description(), requireNonNull(said.tier()),
                said.owner(), said.onCall(), said.repository(), said.domain(), requireNonNull(said.tags()),
                requireNonNull(said.links()), requireNonNull(said.dependsOn()), description.saidBy(),
                service.lifecycle(), service.lifecycleSince(), !service.described(), counts.versions(),
                counts.states());
    }
}
