package polis.versionset.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.versionset.VersionsetProblem;
import polis.versionset.manifest.Manifest;
import polis.versionset.manifest.ManifestJson;
import polis.versionset.manifest.ManifestReader;
import polis.versionset.manifest.Reading;
import polis.versionset.manifest.Warning;
import tools.jackson.databind.JsonNode;

@RestController
class ManifestController {

    /**
     * @param revision the current one afterwards; absent from a dry run before the first revision
     * @param changed whether the manifest says anything else than the current revision
     * @param diff what it would change, as a JSON Patch; only in a dry run
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Applied(@Nullable Long revision, boolean changed, String architecture, List<Warning> warnings,
            @ArraySchema(schema = @Schema(type = "object")) @Nullable JsonNode diff) {}

    private final Revisions revisions;
    private final Ledger ledger;
    private final ManifestCheck check;

    ManifestController(Revisions revisions, Ledger ledger, ManifestCheck check) {
        this.revisions = revisions;
        this.ledger = ledger;
        this.check = check;
    }

    @Operation(summary = "Applies a manifest: records it as the next revision, unless it says what the current one says", requestBody = @RequestBody(required = true, content = {
        @Content(mediaType = "application/yaml", schema = @Schema(type = "string")),
        @Content(mediaType = "application/json", schema = @Schema(type = "object"))}))
    @ApiResponse(responseCode = "201", description = "Recorded; Location names the revision.")
    @ApiResponse(responseCode = "200", description = "A dry run, or nothing that the current revision does not say.")
    @PostMapping(path = "/api/v1/manifests", consumes = {"application/yaml", "application/x-yaml", "text/yaml",
        MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Applied> apply(
            @org.springframework.web.bind.annotation.RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(defaultValue = "false") boolean dryRun, Principal principal) {
        return switch (ManifestReader.read(body == null ? new byte[0] : body)) {
            case Reading.Rejected(List<FieldError> errors) -> throw invalid(errors);
            case Reading.Accepted(Manifest manifest, List<Warning> warnings) -> {
                List<Warning> all = new ArrayList<>(warnings);
                Optional<Revision> current = revisions.current();
                current.filter(revision -> !revision.architecture().equals(manifest.metadata().name()))
                        .ifPresent(revision -> all.add(new Warning("other-architecture", "/metadata/name",
                                "It takes the place of " + revision.architecture() + ", the architecture of revision "
                                        + revision.number() + ".")));
                switch (check.of(manifest)) {
                    case ManifestCheck.Passed passed -> {
                    }
                    case ManifestCheck.Refused(List<FieldError> errors) -> throw invalid(errors);
                    case ManifestCheck.Unverified(String reason) -> all.add(new Warning("unverified", "", reason));
                }
                yield dryRun ? preview(manifest, current, all) : record(manifest, principal.getName(), all);
            }
        };
    }

    private static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(VersionsetProblem.INVALID_MANIFEST, "The manifest was not applied: "
                + (errors.size() == 1 ? "correct the error below." : "correct the " + errors.size() + " errors below."),
                errors);
    }

    private static ResponseEntity<Applied> preview(Manifest manifest, Optional<Revision> current,
            List<Warning> warnings) {
        String json = ManifestJson.write(manifest);
        JsonNode now = current.map(revision -> ManifestJson.tree(revision.json())).orElse(ManifestDiff.NOTHING);
        boolean changed = current.isEmpty() || !current.get().digest().equals(ManifestJson.digest(json));
        return ResponseEntity.ok(new Applied(current.map(Revision::number).orElse(null), changed,
                manifest.metadata().name(), warnings, ManifestDiff.between(now, ManifestJson.tree(json))));
    }

    private ResponseEntity<Applied> record(Manifest manifest, String author, List<Warning> warnings) {
        Ledger.Entry entry = ledger.record(manifest, author);
        Applied applied = new Applied(entry.revision().number(), entry.changed(), entry.revision().architecture(),
                warnings, null);
        return entry.changed()
                ? ResponseEntity.created(URI.create("/api/v1/revisions/" + entry.revision().number())).body(applied)
                : ResponseEntity.ok(applied);
    }

}
