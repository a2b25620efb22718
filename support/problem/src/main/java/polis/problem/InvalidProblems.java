package polis.problem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** The request could be read but breaks a constraint of bean validation. */
@Order(40)
final class InvalidProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemException map(Throwable failure) {
        return switch (failure) {
            case MethodArgumentNotValidException e -> problem(errors(e.getParameter(), "", e.getBindingResult()), e);
            case WebExchangeBindException e -> problem(bound(e), e);
            case HandlerMethodValidationException e when !e.isForReturnValue() -> problem(errors(e), e);
            default -> null;
        };
    }

    static ProblemException problem(List<FieldError> errors, Throwable failure) {
        return new ProblemException(StandardProblem.INVALID_REQUEST,
                "The request is invalid. Correct the fields that errors names.", errors, failure);
    }

    private static List<FieldError> bound(WebExchangeBindException failure) {
        MethodParameter parameter = failure.getMethodParameter();
        return parameter != null ? errors(parameter, "", failure) : List.of();
    }

    private static List<FieldError> errors(HandlerMethodValidationException failure) {
        List<FieldError> errors = new ArrayList<>();
        failure.getParameterValidationResults().forEach(result -> {
            MethodParameter parameter = result.getMethodParameter();
            Object element = result.getContainerKey() != null ? result.getContainerKey() : result.getContainerIndex();
            String root = element != null ? FieldError.pointer(element) : "";
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                if (error instanceof org.springframework.validation.FieldError field) {
                    errors.add(error(parameter, root, field.getField(), message(field)));
                } else {
                    errors.add(error(parameter, root, "", message(error)));
                }
            }
        });
        return errors;
    }

    private static List<FieldError> errors(MethodParameter parameter, String root, Errors result) {
        List<FieldError> errors = new ArrayList<>();
        result.getFieldErrors().forEach(field -> errors.add(error(parameter, root, field.getField(), message(field))));
        if (result instanceof BindingResult) {
            result.getGlobalErrors().forEach(error -> errors.add(error(parameter, root, "", message(error))));
        }
        return errors;
    }

    private static FieldError error(MethodParameter parameter, String root, String path, String message) {
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return new FieldError(root + PropertyPath.pointer(path), message);
        }
        String name = parameter.getParameterName();
        return FieldError.parameter(!path.isEmpty() ? path : name != null ? name : "?", message);
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message != null ? message : "is not valid";
    }
}
