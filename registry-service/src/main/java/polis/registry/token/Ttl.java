package polis.registry.token;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** A requested lifetime, within bounds. */
final class Ttl {

    private Ttl() {}

    static Duration of(@Nullable Duration asked, Duration usual, Duration longest) {
        Duration ttl = asked == null ? usual : asked;
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0 || ttl.compareTo(longest) > 0) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "`ttl` must be between PT1S and " + longest + ".",
                    List.of(new FieldError("/ttl", "must be between PT1S and " + longest, null)));
        }
        return ttl;
    }
}
