package polis.registry.problem;

import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.registry.lifecycle.Move;

/** The refusals that services and instances have in common. */
public final class Refusals {

    private Refusals() {}

    /** A 409 that names the legal steps. */
    public static ProblemException illegal(String who, Move.Illegal move) {
        String legal = move.legal().isEmpty() ? "nothing" : move.legal().toString();
        String detail = move.othersMay()
                ? "%s is in %s; %s cannot take it to %s, though others can. It can take it to: %s.".formatted(who,
                        move.from(), move.actor().inWords(), move.to(), legal)
                : "%s is in %s and cannot go to %s from there. %s can take it to: %s.".formatted(who, move.from(),
                        move.to(), capital(move.actor().inWords()), legal);
        return new ProblemException(RegistryProblem.ILLEGAL_TRANSITION, detail).with("from", move.from())
                .with("legal", move.legal()).with("actor", move.actor());
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
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
