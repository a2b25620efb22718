package polis.registry.instance;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import polis.registry.health.InstanceHealth;
import polis.registry.lease.LeaseView;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.Move;
import polis.registry.lifecycle.State;
import polis.registry.lifecycle.StateMachine;

/** One running (or planned, or gone) copy of a service. It owns its transitions. */
@Entity
class Instance {

    /** How far the clocks of nodes may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    @EmbeddedId
    private InstanceKey key;
    private String version;
    private @Nullable Long revision;
    private String host;
    private int port;
    private String scheme;
    private @Nullable String node;
    private boolean managed;

    @Enumerated(EnumType.STRING)
    private State state;
    private Instant since;
    private Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable String endReason;
    private @Nullable String app;
    private @Nullable String leaseStatus;
    @SuppressWarnings("UnusedVariable") // Queries read it.
    private @Nullable String registration;
    private @Nullable Long leaseDirty;
    private @Nullable Long leaseToldAt;
    private @Nullable String leaseNode;

    @AttributeOverride(name = "status", column = @Column(name = "health_status"))
    @AttributeOverride(name = "since", column = @Column(name = "health_since"))
    @AttributeOverride(name = "detail", column = @Column(name = "health_detail"))
    private @Nullable InstanceHealth health;

    @Version
    private @Nullable Long rowVersion;

    @SuppressWarnings("NullAway.Init")
    protected Instance() {}

    Instance(InstanceKey key, InstanceAnnouncement plan, Instant now) {
        this.key = key;
        this.version = plan.version();
        this.host = plan.host();
        this.port = plan.port();
        this.scheme = plan.scheme();
        this.state = State.PROVISION;
        this.since = now;
        this.startedAt = now;
        announce(plan);
    }

    Instance(LeaseReport seen, Instant now) {
        this.key = new InstanceKey(seen.service(), seen.id());
        this.version = seen.version();
        this.host = seen.host();
        this.port = seen.port();
        this.scheme = seen.scheme();
        this.state = State.PROVISION;
        this.since = now;
        this.startedAt = now;
    }

    /** Returns whether anything changed. */
    final boolean announce(InstanceAnnouncement plan) {
        if (managed && plan.equals(new InstanceAnnouncement(version, revision, host, port, node, scheme))) {
            return false;
        }
        version = plan.version();
        revision = plan.revision();
        host = plan.host();
        port = plan.port();
        node = plan.node();
        scheme = plan.scheme();
        managed = true;
        return true;
    }

    /**
     * Returns whether a report is out of date: several nodes report, and one comes late or has lost the lease to
     * another. A report from the future was made by a clock that went wrong, and makes no other one late.
     */
    boolean outdates(LeaseReport seen, Instant now) {
        boolean older = leaseDirty != null && seen.dirty() < leaseDirty;
        boolean same = leaseDirty == null || seen.dirty() == leaseDirty;
        boolean late = same && leaseToldAt != null && seen.at() < leaseToldAt
                && leaseToldAt <= now.plus(SKEW).toEpochMilli();
        boolean lost = seen.expired() && leaseNode != null && !leaseNode.equals(seen.leaseNode());
        return older || late || lost;
    }

    /**
     * Takes over what a lease says. What a scheduler announced stays as announced. Returns whether a watcher sees
     * anything new.
     */
    boolean report(LeaseReport seen) {
        boolean changed = !Objects.equals(leaseStatus, seen.status());
        if (!managed && seen.status() != null) {
            changed |= !version.equals(seen.version()) || !Objects.equals(revision, seen.revision())
                    || !host.equals(seen.host()) || port != seen.port() || !scheme.equals(seen.scheme());
            version = seen.version();
            revision = seen.revision();
            host = seen.host();
            port = seen.port();
            scheme = seen.scheme();
        }
        InstanceHealth known = health;
        health = seen.status() == null ? null : switch (seen.health().status()) {
            case NONE -> null;
            case AWAITED -> health;
            default -> seen.health();
        };
        changed |= !Objects.equals(known, health);
        app = seen.app();
        leaseStatus = seen.status();
        registration = seen.registration();
        // A lease that begins anew may come from a clock that goes after the last one's.
        leaseDirty = seen.status() == null ? null : Long.valueOf(seen.dirty());
        leaseToldAt = seen.at();
        leaseNode = seen.leaseNode();
        return changed;
    }

    Move transitionTo(Actor.Kind actor, State wanted, @Nullable String reason, Instant now) {
        Move move = StateMachine.INSTANCE.move(actor, state, wanted);
        if (move instanceof Move.Step step) {
            state = step.to();
            since = now;
            endedAt = step.to() == State.GONE ? now : null;
            endReason = step.to() == State.GONE ? reason : null;
            if (step.from() == State.GONE) {
                startedAt = now;
            }
        }
        return move;
    }

    InstanceKey key() {
        return key;
    }

    /** The name its lease is kept under. */
    String app() {
        return ListedInstance.app(key, app);
    }

    boolean managed() {
        return managed;
    }

    State state() {
        return state;
    }

    Instant since() {
        return since;
    }

    InstanceView view(@Nullable LeaseView lease) {
        return new ListedInstance(key, version, revision, host, port, scheme, node, managed, state, since, startedAt,
                endedAt, endReason, app, health).view(lease);
    }
}
