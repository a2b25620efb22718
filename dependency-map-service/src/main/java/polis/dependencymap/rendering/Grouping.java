package polis.dependencymap.rendering;

import java.util.List;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** What the districts are made of. */
public enum Grouping {
    DOMAIN("domain"), OWNER("owner");

    private final String key;

    Grouping(String key) {
        this.key = key;
    }

    /** Returns its name in requests and in the database. */
    public String key() {
        return key;
    }

    /** Returns the one of this name, or a problem with the parameter {@code districts}. */
    public static Grouping of(String key) {
        return switch (key) {
            case "domain" -> DOMAIN;
            case "owner" -> OWNER;
            default -> throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "Districts are made of domains or owners: set districts to domain or owner.",
                    List.of(FieldError.parameter("districts", "must be domain or owner")));
        };
    }
}
