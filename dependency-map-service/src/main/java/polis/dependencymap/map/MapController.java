package polis.dependencymap.map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.problem.FieldError;
import polis.problem.Nearest;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** The map and its cycles. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Map")
class MapController {

    private static final int USUAL_DEPTH = 1;

    private final Atlas atlas;

    MapController(Atlas atlas) {
        this.atlas = atlas;
    }

    @GetMapping("/map")
    @Operation(operationId = "map", summary = "Who calls whom, how often, how slowly, and where it is drawn")
    MapView map(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Shows the surroundings of this place only") @RequestParam(required = false) @Nullable String service,
            @Parameter(description = "Steps around it, 1 unless given") @RequestParam(required = false) @Min(0) @Max(100) @Nullable Integer depth) {
        if (depth != null && service == null) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST, "Depth is counted from a service.",
                    List.of(FieldError.parameter("depth", "needs the parameter service")));
        }
        Atlas.Sheet sheet = atlas.sheet(from, to);
        var views = new MapViews(sheet);
        if (service == null) {
            return views.of(place -> true);
        }
        int start = Atlas.names(sheet).indexOf(service);
        if (start < 0) {
            throw unknown(service, sheet);
        }
        return views.of(Neighbourhood.of(sheet.city().graph(), start, depth == null ? USUAL_DEPTH : depth));
    }

    @GetMapping("/cycles")
    @Operation(operationId = "cycles", summary = "The services that need each other, and the cheapest road to cut")
    CyclesView cycles(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        return new MapViews(atlas.sheet(from, to)).cycles();
    }

    private static ProblemException unknown(String service, Atlas.Sheet sheet) {
        String hint = Nearest.of(service, Atlas.names(sheet)).map(" Did you mean %s?"::formatted).orElse("");
        return new ProblemException(StandardProblem.NOT_FOUND,
                "There is no %s on the map of this time.%s".formatted(service, hint));
    }
}
