package polis.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Nothing is mapped at the path. */
@Order(80)
final class MvcProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException
                ? StatusProblems.nothingHere(failure)
                : null;
    }
}
