package polis.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static polis.registry.lifecycle.Actor.Kind.SCHEDULER;
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

class StateMachineTests {

    @Test
    void aServiceGoesTheWayOfTheTable() {
        StateMachine service = StateMachine.SERVICE;
        assertThat(service.next(PROVISION)).containsExactlyInAnyOrder(READY, FAILED);
        assertThat(service.next(READY)).containsExactlyInAnyOrder(RUN, FAILED);
        assertThat(service.next(RUN)).containsExactlyInAnyOrder(UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN, DESTROY, FAILED);
        assertThat(service.next(UPDATE)).containsExactlyInAnyOrder(RUN, ROLLBACK, FAILED);
        assertThat(service.next(ROLLBACK)).containsExactlyInAnyOrder(RUN, FAILED);
        assertThat(service.next(SCALE_OUT)).containsExactlyInAnyOrder(RUN, FAILED);
        assertThat(service.next(SCALE_IN)).containsExactlyInAnyOrder(RUN, FAILED);
        assertThat(service.next(DESTROY)).containsExactlyInAnyOrder(PROVISION, FAILED);
        assertThat(service.next(FAILED)).containsExactlyInAnyOrder(PROVISION, READY, RUN, UPDATE, ROLLBACK, DESTROY);
    }

    @ParameterizedTest
    @EnumSource
    void aServiceIsNeverGone(State from) {
        assertThat(StateMachine.SERVICE.next(from)).doesNotContain(GONE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    void anInstanceMayVanishFromAnyState(State from) {
        assertThat(StateMachine.INSTANCE.move(SCHEDULER, from, GONE)).isEqualTo(new Move.Step(from, GONE));
    }

    @Test
    void anInstanceThatIsGoneComesBackOnlyAsANewOne() {
        assertThat(StateMachine.INSTANCE.next(GONE)).isEqualTo(Set.of(PROVISION));
    }

    @ParameterizedTest
    @EnumSource
    void stayingIsNeitherAStepNorAnError(State state) {
        assertThat(StateMachine.SERVICE.move(SCHEDULER, state, state)).isEqualTo(new Move.Unchanged(state));
    }

    @Test
    void anIllegalMoveNamesTheLegalOnes() {
        assertThat(StateMachine.SERVICE.move(SCHEDULER, READY, UPDATE))
                .isEqualTo(new Move.Illegal(SCHEDULER, READY, UPDATE, EnumSet.of(RUN, FAILED), false));
    }
}
