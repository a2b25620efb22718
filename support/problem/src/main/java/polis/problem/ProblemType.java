package polis.problem;

import org.springframework.http.HttpStatus;

/**
 * A kind of problem that clients may tell apart. Each service implements it by one enum; what all services share is in
 * {@link StandardProblem}.
 */
public interface ProblemType {

    /** The stable last part of the {@code type} URI, in kebab case: clients compare it, so it never changes. */
    String slug();

    HttpStatus status();

    /** A short name of the kind, the same for every occurrence. */
    String title();
}
