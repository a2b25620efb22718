package polis.registry.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Services")
class ImportController {

    private final CatalogImport imports;

    ImportController(CatalogImport imports) {
        this.imports = imports;
    }

    @PostMapping(path = "/api/v1/services/import", consumes = {"application/yaml", "application/x-yaml", "text/yaml",
        "text/x-yaml", MediaType.APPLICATION_JSON_VALUE})
    @Operation(summary = "Imports a catalogue, our own or Backstage's, in one transaction: every service of it or none", requestBody = @RequestBody(required = true, content = @Content(mediaType = "application/yaml", schema = @Schema(type = "string"))))
    ImportReport run(@org.springframework.web.bind.annotation.RequestBody(required = false) byte @Nullable [] body,
            @Parameter(description = "Compare only, and change nothing") @RequestParam(defaultValue = "false") boolean dryRun,
            Principal caller) {
        return imports.run(body == null ? new byte[0] : body, dryRun, caller.getName());
    }
}
