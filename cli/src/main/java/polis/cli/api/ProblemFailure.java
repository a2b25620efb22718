package polis.cli.api;

import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;

/** A service refused the request. */
public final class ProblemFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemFailure(Problem problem) {
        super(problem.sentence());
        this.problem = problem;
    }

    /** Returns whether the request was carried out, and its answer, which is told once, was lost on the way. */
    public boolean isAlreadyAnswered() {
        return problem.isAlreadyAnswered();
    }

    /** Prints the sentence, and what is wrong with each field. */
    public void print(Terminal terminal) {
        problem.print(terminal);
    }
}
