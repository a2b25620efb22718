package polis.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polis.registry.lifecycle.Actor.Kind;

class AuthorityTests {

    @ParameterizedTest
    @EnumSource
    void aSchedulerMayCauseEveryStepThatThereIs(State from) {
        for (StateMachine machine : StateMachine.values()) {
            assertThat(machine.next(Kind.SCHEDULER, from)).isEqualTo(machine.next(from));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyMayCauseAStepThatThereIsNot(State from) {
        for (StateMachine machine : StateMachine.values()) {
            for (Kind kind : Kind.values()) {
                assertThat(machine.next(from)).containsAll(machine.next(kind, from));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElseThanTheSchedulerCanEndEveryInstance(State from) {
        Set<State> reachable = EnumSet.of(from);
        for (int step = 0; step < State.values().length; step++) {
            for (State state : EnumSet.copyOf(reachable)) {
                reachable.addAll(StateMachine.INSTANCE.next(Kind.OPERATOR, state));
            }
        }
        assertThat(reachable).contains(GONE);
    }

    @Test
    void anOperatorDecidesWhatIsToBecomeOfAServiceAndNeverClaimsThatItRuns() {
        StateMachine service = StateMachine.SERVICE;
        assertThat(service.next(Kind.OPERATOR, PROVISION)).containsExactlyInAnyOrder(FAILED);
        assertThat(service.next(Kind.OPERATOR, READY)).containsExactlyInAnyOrder(FAILED);
        assertThat(service.next(Kind.OPERATOR, RUN)).containsExactlyInAnyOrder(UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN,
                DESTROY, FAILED);
        assertThat(service.next(Kind.OPERATOR, UPDATE)).containsExactlyInAnyOrder(RUN, ROLLBACK, FAILED);
        assertThat(service.next(Kind.OPERATOR, FAILED)).containsExactlyInAnyOrder(PROVISION, DESTROY);
        assertThat(service.next(Kind.OPERATOR, DESTROY)).containsExactlyInAnyOrder(PROVISION, FAILED);
    }

    @Test
    void aLeaseSaysWhatAnInstanceIsAndNotWhatIsToBecomeOfIt() {
        StateMachine instance = StateMachine.INSTANCE;
        assertThat(instance.next(Kind.LEASE, PROVISION)).containsExactlyInAnyOrder(READY, GONE);
        assertThat(instance.next(Kind.LEASE, READY)).containsExactlyInAnyOrder(RUN, GONE);
        assertThat(instance.next(Kind.LEASE, RUN)).containsExactlyInAnyOrder(FAILED, GONE);
        assertThat(instance.next(Kind.LEASE, FAILED)).containsExactlyInAnyOrder(RUN, GONE);
        assertThat(instance.next(Kind.LEASE, GONE)).containsExactlyInAnyOrder(PROVISION);
    }

    @Test
    void aHealthCheckNeverEndsAnInstance() {
        StateMachine instance = StateMachine.INSTANCE;
        assertThat(instance.next(Kind.HEALTH_CHECK, READY)).containsExactlyInAnyOrder(RUN, FAILED);
        assertThat(instance.next(Kind.HEALTH_CHECK, RUN)).containsExactlyInAnyOrder(FAILED);
        assertThat(instance.next(Kind.HEALTH_CHECK, FAILED)).containsExactlyInAnyOrder(RUN);
        assertThat(instance.next(Kind.HEALTH_CHECK, PROVISION)).isEmpty();
        assertThat(instance.next(Kind.HEALTH_CHECK, DESTROY)).isEmpty();
        assertThat(instance.next(Kind.HEALTH_CHECK, GONE)).isEmpty();
    }

    @Test
    void aRefusalSaysWhetherOthersMay() {
        assertThat(StateMachine.SERVICE.move(Kind.OPERATOR, READY, RUN))
                .isEqualTo(new Move.Illegal(Kind.OPERATOR, READY, RUN, EnumSet.of(FAILED), true));
        assertThat(StateMachine.SERVICE.move(Kind.OPERATOR, READY, UPDATE))
                .isEqualTo(new Move.Illegal(Kind.OPERATOR, READY, UPDATE, EnumSet.of(FAILED), false));
    }
}
