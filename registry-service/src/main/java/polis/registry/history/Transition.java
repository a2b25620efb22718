package polis.registry.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

@Entity
class Transition {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long seq;
    private String service;
    private @Nullable String instance;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_state")
    private State from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    private State to;
    private Instant at;
    private String actor;
    private @Nullable String reason;
    private @Nullable Long revision;

    @SuppressWarnings("NullAway.Init")
    protected Transition() {}

    Transition(TransitionView recorded) {
        this.service = recorded.service();
        this.instance = recorded.instance();
        this.from = recorded.from();
        this.to = recorded.to();
        this.at = recorded.at();
        this.actor = recorded.actor();
        this.reason = recorded.reason();
        this.revision = recorded.revision();
    }

    TransitionView view() {
        return new TransitionView(seq, service, instance, from, to, at, actor, reason, revision);
    }
}
