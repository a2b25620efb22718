package polis.cli.api;

import polis.cli.terminal.Failure;

/** A service refused. */
public final class ProblemFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemFailure(Problem problem) {
        super(problem.sentence());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
