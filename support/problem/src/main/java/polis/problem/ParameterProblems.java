package polis.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebInputException;

/** A value of the path or the query is not of the type that it has to be. */
@Order(30)
final class ParameterProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return switch (failure) {
            case TypeMismatchException mismatch -> problem(mismatch.getPropertyName(), mismatch);
            case ServerWebInputException input when input.getCause() instanceof TypeMismatchException mismatch ->
                problem(name(input.getMethodParameter()), mismatch);
            default -> null;
        };
    }

    private static ProblemException problem(@Nullable String name, TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        FieldError error = FieldError.parameter(name != null ? name : "?", Expectation.of(type),
                Expectation.suggestion(type, mismatch.getValue()));
        return new ProblemException(StandardProblem.INVALID_REQUEST, error.parameter() + " " + error.message() + ".",
                List.of(error), mismatch);
    }

    private static @Nullable String name(@Nullable MethodParameter parameter) {
        return parameter != null ? parameter.getParameterName() : null;
    }
}
