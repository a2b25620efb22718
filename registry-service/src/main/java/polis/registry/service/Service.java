package polis.registry.service;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
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
    private @Nullable String domain;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> dependsOn;

    private boolean described;
    private boolean driven;

    @Enumerated(EnumType.STRING)
    private State lifecycle;

    private Instant lifecycleSince;
    private long descriptionRevision;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Service() {}

    /** Says whether anything changed. */
    boolean describe(ServiceDescription wanted) {
        if (described && wanted.equals(description())) {
            return false;
        }
        title = wanted.title();
        description = wanted.description();
        tier = wanted.tier();
        owner = wanted.owner();
        domain = wanted.domain();
        dependsOn = wanted.dependsOn();
        described = true;
        descriptionRevision++;
        return true;
    }

    Move transitionTo(State wanted, Instant now) {
        Move move = StateMachine.SERVICE.move(lifecycle, wanted);
        if (move instanceof Move.Step step) {
            lifecycle = step.to();
            lifecycleSince = now;
        }
        return move;
    }

    void drive() {
        driven = true;
    }

    String name() {
        return name;
    }

    boolean described() {
        return described;
    }

    boolean driven() {
        return driven;
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

    ServiceDescription description() {
        return new ServiceDescription(title, description, tier, owner, domain, dependsOn);
    }
}
