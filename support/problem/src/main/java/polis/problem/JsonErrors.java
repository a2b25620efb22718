package polis.problem;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Reads out of Jackson's exceptions which value is wrong and what it should have been. */
final class JsonErrors {

    private JsonErrors() {}

    static List<FieldError> of(JacksonException failure) {
        String pointer = pointer(failure);
        return List.of(switch (failure) {
            case PropertyBindingException unknown -> unknown(pointer, unknown);
            case StreamReadException syntax -> new FieldError(pointer, syntax(syntax.getLocation()));
            case InvalidFormatException format -> new FieldError(pointer, Expectation.of(format.getTargetType()),
                    Expectation.suggestion(format.getTargetType(), format.getValue()));
            case ValueInstantiationException refused -> new FieldError(pointer, refused(refused.getCause()));
            case MismatchedInputException mismatch -> new FieldError(pointer, Expectation.of(mismatch.getTargetType()));
            default -> new FieldError(pointer, "cannot be read");
        });
    }

    private static FieldError unknown(String pointer, PropertyBindingException unknown) {
        List<String> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
                .map(Object::toString).toList();
        return new FieldError(pointer, "is not a known field",
                Nearest.of(unknown.getPropertyName(), known).orElse(null));
    }

    private static String syntax(@Nullable TokenStreamLocation location) {
        return location == null
                ? "is not well-formed"
                : "is not well-formed at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A record's own check speaks to the client only where it threw on purpose. */
    private static String refused(@Nullable Throwable cause) {
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return cause instanceof NullPointerException ? "lacks a required field" : "is not valid";
    }

    private static String pointer(JacksonException failure) {
        return FieldError.pointer(failure.getPath().stream()
                .map(step -> step.getPropertyName() != null ? step.getPropertyName() : (Object) step.getIndex())
                .toArray());
    }
}
