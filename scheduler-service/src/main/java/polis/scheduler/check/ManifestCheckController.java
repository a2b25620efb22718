package polis.scheduler.check;

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
import polis.scheduler.manifest.Manifest;
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
        if (!manifest.path("services").isObject()) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST, "The body is not a manifest.",
                    List.of(new FieldError("/services", "must be an object of services by name", null)));
        }
        return new Findings(check.findings(Manifest.read(manifest)));
    }

    record Findings(List<Finding> findings) {}

    /**
     * @param pointer JSON pointer to the field
     * @param suggestion what to write instead, where there is a good guess
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Finding(String pointer, String detail, @Nullable String suggestion) {}
}
