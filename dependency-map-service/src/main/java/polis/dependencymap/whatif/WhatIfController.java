package polis.dependencymap.whatif;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.map.MapViews;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.Edit;
import polis.dependencymap.rendering.Grouping;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Answers what the map would be after changes. Nothing is kept. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "What if")
class WhatIfController {

    private final MapService maps;

    WhatIfController(MapService maps) {
        this.maps = maps;
    }

    @PostMapping("/what-if")
    @Operation(operationId = "whatIf", summary = "The map with edges cut, topics or services added (viewer)")
    WhatIfView whatIf(@Valid @RequestBody WhatIfRequest request,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(schema = @Schema(allowableValues = {"domain",
                "owner"})) @RequestParam(defaultValue = "domain") String districts) {
        Grouping grouping = Grouping.of(districts);
        RenderedMap before = maps.render(from, to, grouping);
        Edit edit = Edit.of(before.map(), before.catalog().entries(), before.seconds(), request.changes());
        if (!edit.mistakes().isEmpty()) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The operations do not fit the map of this time range: correct the fields in errors.",
                    edit.mistakes().stream().map(WhatIfController::error).toList());
        }
        RenderedMap after = maps.redraw(before, edit.topology(), edit.entries(), grouping);
        var comparison = new Comparison(before.map(), after.map());
        return new WhatIfView(before.map().measure(), after.map().measure(), comparison.cycles(), comparison.affected(),
                ends(edit.cut()), ends(edit.added()), new MapViews(after, grouping).of(node -> true));
    }

    private static FieldError error(Edit.Mistake mistake) {
        return new FieldError(FieldError.pointer("operations", mistake.change(), mistake.field()), mistake.message(),
                mistake.suggestion());
    }

    private static List<WhatIfView.EdgeEnds> ends(List<Edge> edges) {
        return edges.stream().map(WhatIfView.EdgeEnds::of).toList();
    }
}
