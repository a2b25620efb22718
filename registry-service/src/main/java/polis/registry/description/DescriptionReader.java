package polis.registry.description;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.problem.FieldError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads a description that is part of something larger, with pointers that say where in it. */
@Component
public class DescriptionReader {

    private final ObjectReader reader;
    private final Validator validator;

    DescriptionReader(JsonMapper json, Validator validator) {
        this.reader = json.readerFor(ServiceDescription.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.validator = validator;
    }

    /**
     * Reads a description; null where it is not valid. Then the errors hold the reasons, with pointers that begin
     * with {@code at}.
     */
    public @Nullable ServiceDescription read(JsonNode tree, String at, Consumer<FieldError> errors) {
        if (!tree.isObject()) {
            errors.accept(new FieldError(at, "must be an object that describes a service"));
            return null;
        }
        try {
            ServiceDescription said = reader.readValue(tree);
            return check(said, at, errors) ? said : null;
        } catch (JacksonException e) {
            FieldError.of(e).forEach(
                    error -> errors.accept(new FieldError(at + error.pointer(), error.message(), error.suggestion())));
            return null;
        }
    }

    /** Returns whether it is valid. */
    public boolean check(ServiceDescription said, String at, Consumer<FieldError> errors) {
        var violations = validator.validate(said);
        for (ConstraintViolation<ServiceDescription> violation : violations) {
            errors.accept(new FieldError(at + pointer(violation.getPropertyPath()), violation.getMessage()));
        }
        return violations.isEmpty();
    }

    private static String pointer(Path path) {
        var pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append(FieldError.pointer(node.getName()));
            }
        }
        return pointer.toString();
    }
}
