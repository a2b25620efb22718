package polis.registry.service;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import polis.registry.description.Description;
import polis.registry.description.Link;
import polis.registry.description.ServiceDescription;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.Move;
import polis.registry.lifecycle.State;
import polis.registry.lifecycle.StateMachine;

/** A kind of service. It owns its transitions. */
@Entity
class Service {

    @Id
    private String name;
    private @Nullable String title;
    private @Nullable String description;
    private int tier;
    private @Nullable String owner;
    private @Nullable String onCall;
    private @Nullable String repository;
    private @Nullable String domain;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags;

    @Convert(converter = JsonText.Links.class)
    private List<Link> links;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> dependsOn;

    @Convert(converter = JsonText.Sources.class)
    private SortedMap<String, String> saidBy;
    private boolean described;
    private boolean managed;

    @Enumerated(EnumType.STRING)
    private State lifecycle;
    private Instant lifecycleSince;
    private long descriptionRevision;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Service() {}

    /** Takes over what is said of it now, and says whether anything changed. */
    boolean describe(Description wanted) {
        if (described && wanted.equals(description())) {
            return false;
        }
        ServiceDescription said = wanted.said();
        title = said.title();
        description = said.description();
        tier = Objects.requireNonNull(said.tier());
        owner = said.owner();
        onCall = said.onCall();
        repository = said.repository();
        domain = said.domain();
        tags = Objects.requireNonNull(said.tags());
        links = Objects.requireNonNull(said.links());
        dependsOn = Objects.requireNonNull(said.dependsOn());
        saidBy = wanted.saidBy();
        described = true;
        descriptionRevision++;
        return true;
    }

    Move transitionTo(Actor.Kind actor, State wanted, Instant now) {
        Move move = StateMachine.SERVICE.move(actor, lifecycle, wanted);
        if (move instanceof Move.Step step) {
            lifecycle = step.to();
            lifecycleSince = now;
        }
        return move;
    }

    void manage() {
        managed = true;
    }

    String name() {
        return name;
    }

    boolean described() {
        return described;
    }

    boolean managed() {
        return managed;
    }

    State lifecycle() {
        return lifecycle;
    }

    Instant lifecycleSince() {
        return lifecycleSince;
    }

    long descriptionRevision() {
        return descriptionRevision;
    }

    Description description() {
        return new Description(new ServiceDescription(title, description, tier, owner, onCall, repository, domain, tags,
                links, dependsOn), saidBy);
    }
}
