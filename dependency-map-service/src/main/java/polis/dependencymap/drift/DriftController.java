package polis.dependencymap.drift;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import polis.dependencymap.rendering.MapService;
import polis.dependencymap.rendering.RenderedMap;

/** The differences between what is declared and what is observed. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Drift")
class DriftController {

    private final MapService maps;
    private final Drift drift;
    private final Sightings sightings;

    DriftController(MapService maps, Drift drift, Sightings sightings) {
        this.maps = maps;
        this.drift = drift;
        this.sightings = sightings;
    }

    @GetMapping("/drift")
    @Operation(operationId = "drift", summary = "Edges declared and never observed, observed and never declared, and tier inversions")
    DriftView drift(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        RenderedMap rendered = maps.render(from, to);
        List<DriftItem> items = drift.of(rendered);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Discrepancy.Type type : Discrepancy.Type.values()) {
            counts.put(Drift.typeName(type), 0);
        }
        items.forEach(item -> counts.merge(item.type(), 1, Integer::sum));
        List<String> notices = new ArrayList<>(rendered.notices());
        counts.forEach((type, count) -> {
            if (count >= Discrepancies.MOST) {
                notices.add("Of %s the first %d are listed.".formatted(type, count));
            }
        });
        return new DriftView(rendered.range().from(), rendered.range().to(), rendered.stale(),
                sightings.observedSince(), counts, items, notices);
    }
}
