package polis.versionset.revision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A revision with its manifest in the normal form: every default filled in, memory in bytes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevisionDocument(long number, String architecture, RevisionStatus status, @Nullable String reason,
        Instant createdAt, String createdBy, String digest,
        @Schema(ref = "#/components/schemas/Manifest") JsonNode manifest) {}
