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
import polis.dependencymap.city.Alteration;
import polis.dependencymap.city.Atlas;
import polis.dependencymap.city.Grouping;
import polis.dependencymap.city.Sheet;
import polis.dependencymap.city.Way;
import polis.dependencymap.map.MapViews;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Answers what would be if. Nothing is kept. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "What if")
class WhatIfController {

    private final Atlas atlas;

    WhatIfController(Atlas atlas) {
        this.atlas = atlas;
    }

    @PostMapping("/what-if")
    @Operation(operationId = "whatIf", summary = "The map with roads cut, topics or services added (viewer)")
    WhatIfView whatIf(@Valid @RequestBody WhatIfRequest request,
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to,
            @Parameter(schema = @Schema(allowableValues = {"domain",
                "owner"})) @RequestParam(defaultValue = "domain") String districts) {
        Grouping grouping = Grouping.of(districts);
        Sheet before = atlas.sheet(from, to, grouping);
        Alteration alteration = Alteration.of(before.city(), before.catalog().entries(), before.seconds(),
                request.changes());
        if (!alteration.mistakes().isEmpty()) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "The operations do not fit the map of this time.",
                    alteration.mistakes().stream().map(WhatIfController::error).toList());
        }
        Sheet after = atlas.redraw(before, alteration.roads(), alteration.entries(), grouping);
        var comparison = new Comparison(before.city(), after.city());
        return new WhatIfView(before.city().measure(), after.city().measure(), comparison.cycles(),
                comparison.affected(), ends(alteration.cut()), ends(alteration.added()),
                new MapViews(after, grouping).of(place -> true));
    }

    private static FieldError error(Alteration.Mistake mistake) {
        return new FieldError(FieldError.pointer("operations", mistake.change(), mistake.field()), mistake.message(),
                mistake.suggestion());
    }

    private static List<WhatIfView.RoadEnds> ends(List<Way> ways) {
        return ways.stream().map(WhatIfView.RoadEnds::of).toList();
    }
}
