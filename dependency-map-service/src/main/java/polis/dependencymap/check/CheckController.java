package polis.dependencymap.check;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The gate for pipelines. */
@RestController
@Tag(name = "Checks")
class CheckController {

    private static final MediaType SARIF = MediaType.parseMediaType("application/sarif+json");

    private final Checks checks;
    private final JsonMapper json;

    CheckController(Checks checks, JsonMapper json) {
        this.checks = checks;
        this.json = json;
    }

    @PostMapping(path = "/api/v1/checks", produces = {MediaType.APPLICATION_JSON_VALUE, "application/sarif+json",
        MediaType.APPLICATION_XML_VALUE})
    @Operation(operationId = "check", summary = "Whether the architecture, with what a deployment adds, is within the policy (viewer)", responses = @ApiResponse(responseCode = "200", description = "What was found; as JSON, as SARIF 2.1.0 or as JUnit's XML", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = CheckView.class)),
        @Content(mediaType = "application/sarif+json"), @Content(mediaType = MediaType.APPLICATION_XML_VALUE)}))
    ResponseEntity<Object> check(@Valid @RequestBody CheckRequest request,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        CheckView check = checks.run(request, from, to);
        MediaType type = wanted(accept);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(type).header(HttpHeaders.VARY,
                HttpHeaders.ACCEPT);
        if (type.equals(SARIF)) {
            return answer.body(json.writeValueAsBytes(Sarif.of(check, request.artifact())));
        }
        return type.equals(MediaType.APPLICATION_XML)
                ? answer.body(JUnitXml.of(check).getBytes(StandardCharsets.UTF_8))
                : answer.body(check);
    }

    /** Returns the first of the types that the client prefers most. */
    private static MediaType wanted(@Nullable String accept) {
        List<MediaType> likings = accept == null ? List.of() : MediaType.parseMediaTypes(accept);
        MediaType chosen = MediaType.APPLICATION_JSON;
        double best = 0;
        for (MediaType type : List.of(MediaType.APPLICATION_JSON, SARIF, MediaType.APPLICATION_XML)) {
            double liking = likings.stream().filter(each -> each.includes(type)).mapToDouble(MediaType::getQualityValue)
                    .max().orElse(0);
            if (liking > best) {
                best = liking;
                chosen = type;
            }
        }
        return chosen;
    }
}
