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

import java.util.EnumSet;
import java.util.Set;
import polis.registry.lifecycle.Actor.Kind;

// ADR 27
/**
 * Who may cause which step. A scheduler may cause all of them. Evidence (a lease, a health check) says whether
 * something runs, an operator what is to become of it: that an instance is ready or runs is found out and never
 * claimed.
 */
final class Authority {

    private static final Set<State> AT_WORK = EnumSet.of(UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN);

    private Authority() {}

    /**
     * Returns whether an actor of this kind may cause a step that the machine has.
     *
     * @param observed whether evidence is about the subject itself, an instance, and not about those that it consists
     *                 of
     */
    static boolean mayCause(Kind kind, boolean observed, State from, State to) {
        return switch (kind) {
            case SCHEDULER -> true;
            case LEASE -> observed ? lease(from, to) : following(from, to);
            case HEALTH_CHECK -> observed ? healthCheck(from, to) : following(from, to);
            case OPERATOR -> operator(from, to);
        };
    }

    private static boolean lease(State from, State to) {
        return switch (to) {
            case PROVISION -> from == GONE;
            case READY -> from == PROVISION;
            case RUN -> from == READY || from == FAILED;
            case FAILED -> from == RUN;
            case GONE -> true;
            default -> false;
        };
    }

    private static boolean healthCheck(State from, State to) {
        return switch (to) {
            case RUN -> from == READY || from == FAILED;
            case FAILED -> from == READY || from == RUN || AT_WORK.contains(from);
            default -> false;
        };
    }

    /** A service that nobody drives goes where its instances are. */
    private static boolean following(State from, State to) {
        return switch (to) {
            case PROVISION -> from == DESTROY;
            case READY -> from == PROVISION;
            case RUN -> from == READY || from == FAILED;
            case FAILED -> from != DESTROY;
            default -> false;
        };
    }

    private static boolean operator(State from, State to) {
        return switch (to) {
            case PROVISION, DESTROY, FAILED, GONE -> true;
            case UPDATE, ROLLBACK -> from == RUN || AT_WORK.contains(from);
            case SCALE_OUT, SCALE_IN -> from == RUN;
            case RUN -> AT_WORK.contains(from);
            case READY -> false;
        };
    }
}
