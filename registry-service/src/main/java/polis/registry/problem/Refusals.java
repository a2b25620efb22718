package polis.registry.problem;

import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.registry.lifecycle.Move;

/** The refusals that services and instances have in common. */
public final class Refusals {

    private Refusals() {}

    /** A 409 that names the legal steps. */
    public static ProblemException illegal(String who, Move.Illegal move) {
        String legal = move.legal().isEmpty() ? "nothing; " + move.from() + " is its end" : move.legal().toString();
        return new ProblemException(RegistryProblem.ILLEGAL_TRANSITION,
                "%s is in %s and cannot go to %s from there. It can go to: %s.".formatted(who, move.from(), move.to(),
                        legal))
                .with("from", move.from()).with("legal", move.legal());
    }

    /** A 404. */
    public static ProblemException unknownService(String name) {
        return new ProblemException(StandardProblem.NOT_FOUND,
                "No service is called %s. GET /api/v1/services lists the known ones.".formatted(name));
    }

    /** A 404. */
    public static ProblemException unknownInstance(String service, String id) {
        return new ProblemException(StandardProblem.NOT_FOUND,
                "%s has no instance %s. GET /api/v1/services/%s/instances?gone=true lists all it ever had."
                        .formatted(service, id, service));
    }
}
