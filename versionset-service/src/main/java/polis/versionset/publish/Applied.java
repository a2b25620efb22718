package polis.versionset.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.versionset.manifest.Warning;
import tools.jackson.databind.JsonNode;

/**
 * The result of applying a manifest.
 *
 * @param revision the current one afterwards; absent from a dry run before the first revision
 * @param changed whether the manifest differs from the current revision
 * @param diff what it would change, as a JSON Patch; only in a dry run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Applied(@Nullable Long revision, boolean changed, String architecture, List<Warning> warnings,
        @ArraySchema(schema = @Schema(type = "object")) @Nullable JsonNode diff) {}
