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

class ObservedPathTests {

    @Test
    void aRegistrationMakesAnAnnouncedInstanceReadyAndNoMore() {
        assertThat(ObservedPath.instance(PROVISION, true, Signal.UP)).containsExactly(READY);
        assertThat(ObservedPath.instance(PROVISION, true, Signal.NOT_READY)).containsExactly(READY);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROVISION")
    void nothingElseThatALeaseSaysMovesAnAnnouncedInstance(State state) {
        for (Signal signal : Signal.values()) {
            assertThat(ObservedPath.instance(state, true, signal)).isEmpty();
        }
    }

    @Test
    void anInstanceThatNobodyAnnouncedRunsWhenItSaysSo() {
        assertThat(ObservedPath.instance(PROVISION, false, Signal.UP)).containsExactly(READY, RUN);
        assertThat(ObservedPath.instance(PROVISION, false, Signal.NOT_READY)).containsExactly(READY);
        assertThat(ObservedPath.instance(READY, false, Signal.UP)).containsExactly(RUN);
        assertThat(ObservedPath.instance(RUN, false, Signal.DOWN)).containsExactly(FAILED);
        assertThat(ObservedPath.instance(FAILED, false, Signal.UP)).containsExactly(RUN);
        assertThat(ObservedPath.instance(GONE, false, Signal.UP)).containsExactly(PROVISION, READY, RUN);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    void anInstanceThatNobodyAnnouncedIsGoneWithItsLease(State state) {
        assertThat(ObservedPath.instance(state, false, Signal.ENDED)).containsExactly(GONE);
    }

    @Test
    void aRunningInstanceIsNeverMovedBackByRegisteringAgain() {
        assertThat(ObservedPath.instance(RUN, false, Signal.UP)).isEmpty();
        assertThat(ObservedPath.instance(RUN, false, Signal.NOT_READY)).isEmpty();
        assertThat(ObservedPath.instance(RUN, true, Signal.UP)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPathOfAnInstanceIsLegalAndEndsWhereNothingIsLeftToDo(State state) {
        for (boolean managed : new boolean[] {true, false}) {
            for (Signal signal : Signal.values()) {
                State end = walk(StateMachine.INSTANCE, state, ObservedPath.instance(state, managed, signal));
                assertThat(ObservedPath.instance(end, managed, signal)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GONE")
    void everyPathOfAServiceIsLegalAndEndsWhereNothingIsLeftToDo(State state) {
        for (int live = 0; live <= 2; live++) {
            for (int serving = 0; serving <= live; serving++) {
                State end = walk(StateMachine.SERVICE, state, ObservedPath.service(state, serving, live));
                assertThat(ObservedPath.service(end, serving, live)).isEmpty();
            }
        }
    }

    @Test
    void aServiceRunsWithItsFirstInstanceAndFailsWithItsLast() {
        assertThat(ObservedPath.service(PROVISION, 1, 1)).containsExactly(READY, RUN);
        assertThat(ObservedPath.service(RUN, 1, 3)).isEmpty();
        assertThat(ObservedPath.service(RUN, 0, 0)).containsExactly(FAILED);
        assertThat(ObservedPath.service(FAILED, 1, 1)).containsExactly(RUN);
        assertThat(ObservedPath.service(PROVISION, 0, 1)).isEmpty();
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
