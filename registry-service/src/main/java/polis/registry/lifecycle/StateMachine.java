package polis.registry.lifecycle;

import static polis.registry.lifecycle.State.DESTROY;
import static polis.registry.lifecycle.State.FAILED;
import static polis.registry.lifecycle.State.GONE;
import static polis.registry.lifecycle.State.PROVISION;
import static polis.registry.lifecycle.State.READY;
import static polis.registry.lifecycle.State.ROLLBACK;
import static polis.registry.lifecycle.State.RUN;
import static polis.registry.lifecycle.State.SCALE_IN;
import static polis.registry.lifecycle.State.SCALE_OUT;
import static polis.registry.lifecycle.State.UPDATE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The table of legal transitions. Services and instances share it but for their end. */
public enum StateMachine {

    /** A destroyed service can be provisioned anew. */
    SERVICE,

    /** An instance may vanish from any state; its id may be announced anew afterwards. */
    INSTANCE;

    /** The states that may follow. */
    public Set<State> next(State from) {
        Set<State> next = shared(from);
        if (this == INSTANCE) {
            next.add(from == GONE ? PROVISION : GONE);
        } else if (from == DESTROY) {
            next.add(PROVISION);
        }
        return Collections.unmodifiableSet(next);
    }

    /** The states that this kind of actor may take it to. */
    public Set<State> next(Actor.Kind actor, State from) {
        EnumSet<State> next = EnumSet.noneOf(State.class);
        next(from).stream().filter(to -> Authority.mayCause(actor, this == INSTANCE, from, to)).forEach(next::add);
        return Collections.unmodifiableSet(next);
    }

    /** Judges a wish. */
    public Move move(Actor.Kind actor, State from, State to) {
        if (from == to) {
            return new Move.Unchanged(from);
        }
        Set<State> legal = next(actor, from);
        return legal.contains(to)
                ? new Move.Step(from, to)
                : new Move.Illegal(actor, from, to, legal, next(from).contains(to));
    }

    private static Set<State> shared(State from) {
        return switch (from) {
            case PROVISION -> EnumSet.of(READY, FAILED);
            case READY -> EnumSet.of(RUN, FAILED);
            case RUN -> EnumSet.of(UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN, DESTROY, FAILED);
            case UPDATE -> EnumSet.of(RUN, ROLLBACK, FAILED);
            case ROLLBACK, SCALE_OUT, SCALE_IN -> EnumSet.of(RUN, FAILED);
            case DESTROY -> EnumSet.of(FAILED);
            case FAILED -> EnumSet.of(PROVISION, READY, RUN, UPDATE, ROLLBACK, DESTROY);
            case GONE -> EnumSet.noneOf(State.class);
        };
    }
}
