package polis.versionset.publish;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ManifestController {

    private final Publisher publisher;

    ManifestController(Publisher publisher) {
        this.publisher = publisher;
    }

    @Operation(summary = "Applies a manifest: records it as the next revision, unless it equals the current one", requestBody = @RequestBody(required = true, content = {
        @Content(mediaType = "application/yaml", schema = @Schema(type = "string")),
        @Content(mediaType = "application/json", schema = @Schema(type = "object"))}))
    @ApiResponse(responseCode = "201", description = "Recorded; Location names the revision.")
    @ApiResponse(responseCode = "200", description = "A dry run, or a manifest that equals the current revision.")
    @PostMapping(path = "/api/v1/manifests", consumes = {"application/yaml", "application/x-yaml", "text/yaml",
        MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Applied> apply(
            @org.springframework.web.bind.annotation.RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(defaultValue = "false") boolean dryRun, Principal principal) {
        byte[] text = body == null ? new byte[0] : body;
        if (dryRun) {
            return ResponseEntity.ok(publisher.dryRun(text));
        }
        Applied applied = publisher.apply(text, principal.getName());
        return applied.changed()
                ? ResponseEntity.created(URI.create("/api/v1/revisions/" + applied.revision())).body(applied)
                : ResponseEntity.ok(applied);
    }

}
