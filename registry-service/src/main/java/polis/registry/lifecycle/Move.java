package polis.registry.lifecycle;

import java.util.Set;

/** What becomes of the wish to go from one state to another. */
public sealed interface Move {

    /** A legal step. */
    record Step(State from, State to) implements Move {}

    /** Already there: nothing happens and nothing is recorded. */
    record Unchanged(State state) implements Move {}

    /**
     * Against the table.
     *
     * @param legal what this kind of actor could cause
     * @param othersMay whether the step exists, but for another kind of actor
     */
    record Illegal(Actor.Kind actor, State from, State to, Set<State> legal, boolean othersMay) implements Move {}
}
