package polis.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/** A constraint that was checked by hand, {@code validator.validate(…)}, rather than by a controller's argument. */
@Order(50)
final class ConstraintProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        if (!(failure instanceof ConstraintViolationException violated)) {
            return null;
        }
        List<FieldError> errors = violated.getConstraintViolations().stream()
                .map(violation -> new FieldError(PropertyPath.pointer(violation.getPropertyPath().toString()),
                        violation.getMessage()))
                .toList();
        return InvalidProblems.problem(errors, failure);
    }
}
