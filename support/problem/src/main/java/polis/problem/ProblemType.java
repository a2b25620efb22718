package polis.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * A kind of problem that clients may tell apart. Each service implements it by one enum; what all services share is in
 * {@link StandardProblem}. A constant's name is part of the interface: the slug and the title are made of it.
 */
public interface ProblemType {

    /** The enum constant's own. */
    String name();

    HttpStatus status();

    /** The stable last part of the {@code type} URI: {@code ILLEGAL_TRANSITION} gives {@code illegal-transition}. */
    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A short name, the same for every occurrence: {@code ILLEGAL_TRANSITION} gives {@code Illegal transition}. */
    default String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
