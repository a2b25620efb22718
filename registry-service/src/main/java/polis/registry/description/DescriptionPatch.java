package polis.registry.description;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import tools.jackson.databind.JsonNode;

/**
 * A JSON merge patch (RFC 7396) of a description: fields with a value are set, those with null cleared, the others
 * stay.
 *
 * @param cleared names of the fields that are null in the patch
 */
public record DescriptionPatch(ServiceDescription said, Set<String> cleared) {

    /** Reads a patch; throws the 400 problem when it is not valid. */
    public static DescriptionPatch of(JsonNode patch, DescriptionReader reader) {
        var errors = new ArrayList<FieldError>();
        ServiceDescription said = reader.read(patch, "", errors::add);
        if (said == null) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST, "The patch is not valid; see the errors below.",
                    errors);
        }
        return new DescriptionPatch(said, patch.properties().stream().filter(field -> field.getValue().isNull())
                .map(Map.Entry::getKey).collect(Collectors.toSet()));
    }
}
