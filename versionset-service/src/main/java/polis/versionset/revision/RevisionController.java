package polis.versionset.revision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.paging.Page;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;
import polis.versionset.manifest.ManifestJson;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/revisions")
class RevisionController {

    private final Revisions revisions;
    private final RevisionLog log;

    RevisionController(Revisions revisions, RevisionLog log) {
        this.revisions = revisions;
        this.log = log;
    }

    @Operation(summary = "The revisions, the newest first, without their manifests")
    @GetMapping
    Page<RevisionSummary> revisions(@RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        return Page.cut(revisions.before(cursor == null ? Long.MAX_VALUE : cursor, Limit.of(limit + 1)), limit,
                RevisionSummary::number);
    }

    @Operation(summary = "The current revision: the newest that has not failed")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "304", description = "It is still the one that If-None-Match names.", content = @Content)
    @GetMapping("/current")
    ResponseEntity<RevisionDocument> currentRevision(
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        Optional<Long> number = revisions.currentNumber();
        if (number.isPresent() && isKnown(number.get(), known)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(eTag(number.get())).build();
        }
        Revision revision = revisions.current().orElseThrow(() -> new ProblemException(StandardProblem.NOT_FOUND,
                "There is no revision that has not failed; POST a manifest to /api/v1/manifests."));
        return ResponseEntity.ok().eTag(eTag(revision.number())).body(revision.document());
    }

    @Operation(summary = "One revision with its manifest")
    @GetMapping("/{number}")
    RevisionDocument revision(@PathVariable long number) {
        return log.find(number).document();
    }

    @Operation(summary = "What a revision changed, as a JSON Patch from another one's manifest (default: the one before)")
    @ApiResponse(responseCode = "200", content = @Content(array = @ArraySchema(schema = @Schema(type = "object"))))
    @GetMapping(path = "/{number}/diff", produces = "application/json-patch+json")
    JsonNode diff(@PathVariable long number, @RequestParam(required = false) @Nullable Long from) {
        String to = log.find(number).json();
        if (from == null && number == 1) {
            return ManifestDiff.between(ManifestDiff.NOTHING, ManifestJson.tree(to));
        }
        return ManifestDiff.between(ManifestJson.tree(log.find(from == null ? number - 1 : from).json()),
                ManifestJson.tree(to));
    }

    @Operation(summary = "Tells the outcome of a revision; a FAILED one gives way to the last one that has not failed")
    @PostMapping("/{number}/outcome")
    RevisionDocument outcome(@PathVariable long number, @Valid @RequestBody OutcomeRequest outcome) {
        return log.conclude(number, outcome).document();
    }

    private static boolean isKnown(long number, @Nullable String ifNoneMatch) {
        return ifNoneMatch != null && List.of(ifNoneMatch.replace("W/", "").split("\\s*,\\s*")).contains(eTag(number));
    }

    private static String eTag(long number) {
        return "\"" + number + "\"";
    }

}
