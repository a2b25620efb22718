package polis.scheduler.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import tools.jackson.databind.JsonNode;

@RestController
class ManifestCheckController {

    private final ManifestCheck check;

    ManifestCheckController(ManifestCheck check) {
        this.check = check;
    }

    /** What of a manifest (normalised, as JSON) could not run on the nodes there are. Nothing is recorded. */
    @PostMapping("/api/v1/manifests/check")
    @Operation(summary = "What of a normalised manifest could not run on the nodes there are")
    Findings check(@RequestBody JsonNode manifest) {
        try {
            return new Findings(check.findings(Manifest.read(manifest)));
        } catch (MalformedManifestException malformed) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The body is not the normal form of a manifest: " + malformed.getMessage(),
                    List.of(new FieldError(malformed.pointer(), String.valueOf(malformed.getMessage()), null)));
        }
    }

    record Findings(List<Finding> findings) {}

    /**
     * @param pointer JSON pointer to the field
     * @param suggestion what to write instead, where there is a good guess
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(String pointer, String detail, @Nullable String suggestion) {}
}
