package polis.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static polis.registry.lifecycle.State.FAILED;
import static polis.registry.lifecycle.State.GONE;
import static polis.registry.lifecycle.State.PROVISION;
import static polis.registry.lifecycle.State.READY;
import static polis.registry.lifecycle.State.RUN;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FollowingTests {

    @Test
    void aRegistrationMakesAnAnnouncedInstanceReadyAndNoMore() {
        assertThat(Following.instance(PROVISION, true, Signal.UP)).containsExactly(READY);
        assertThat(Following.instance(PROVISION, true, Signal.HELD)).containsExactly(READY);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROVISION")
    void nothingElseThatALeaseSaysMovesAnAnnouncedInstance(State state) {
        for (Signal signal : Signal.values()) {
            assertThat(Following.instance(state, true, signal)).isEmpty();
        }
    }

    @Test
    void anInstanceThatNobodyAnnouncedRunsWhenItSaysSo() {
        assertThat(Following.instance(PROVISION, false, Signal.UP)).containsExactly(READY, RUN);
        assertThat(Following.instance(PROVISION, false, Signal.HELD)).containsExactly(READY);
        assertThat(Following.instance(READY, false, Signal.UP)).containsExactly(RUN);
        assertThat(Following.instance(RUN, false, Signal.DOWN)).containsExactly(FAILED);
        assertThat(Following.instance(FAILED, false, Signal.UP)).containsExactly(RUN);
        assertThat(Following.instance(GONE, false, Signal.UP)).containsExactly(PROVISION, READY, RUN);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    void anInstanceThatNobodyAnnouncedIsGoneWithItsLease(State state) {
        assertThat(Following.instance(state, false, Signal.ENDED)).containsExactly(GONE);
    }

    @Test
    void aRunningInstanceIsNeverMovedBackByRegisteringAgain() {
        assertThat(Following.instance(RUN, false, Signal.UP)).isEmpty();
        assertThat(Following.instance(RUN, false, Signal.HELD)).isEmpty();
        assertThat(Following.instance(RUN, true, Signal.UP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPathOfAnInstanceIsLegalAndEndsWhereNothingIsLeftToDo(State state) {
        for (boolean managed : new boolean[] {true, false}) {
            for (Signal signal : Signal.values()) {
                State end = walk(StateMachine.INSTANCE, state, Following.instance(state, managed, signal));
                assertThat(Following.instance(end, managed, signal)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    void everyPathOfAServiceIsLegalAndEndsWhereNothingIsLeftToDo(State state) {
        for (int live = 0; live <= 2; live++) {
            for (int serving = 0; serving <= live; serving++) {
                State end = walk(StateMachine.SERVICE, state, Following.service(state, serving, live));
                assertThat(Following.service(end, serving, live)).isEmpty();
            }
        }
    }

    @Test
    void aServiceRunsWithItsFirstInstanceAndFailsWithItsLast() {
        assertThat(Following.service(PROVISION, 1, 1)).containsExactly(READY, RUN);
        assertThat(Following.service(RUN, 1, 3)).isEmpty();
        assertThat(Following.service(RUN, 0, 0)).containsExactly(FAILED);
        assertThat(Following.service(FAILED, 1, 1)).containsExactly(RUN);
        assertThat(Following.service(PROVISION, 0, 1)).isEmpty();
    }

    private static State walk(StateMachine machine, State start, List<State> path) {
        State at = start;
        for (State next : path) {
            assertThat(machine.move(Actor.Kind.LEASE, at, next)).isEqualTo(new Move.Step(at, next));
            at = next;
        }
        return at;
    }
}
