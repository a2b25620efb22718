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
import polis.dependencymap.city.Atlas;
import polis.dependencymap.city.Sheet;

/** Where the city is not as it was declared. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Drift")
class DriftController {

    private final Atlas atlas;
    private final Drift drift;
    private final Sightings sightings;

    DriftController(Atlas atlas, Drift drift, Sightings sightings) {
        this.atlas = atlas;
        this.drift = drift;
        this.sightings = sightings;
    }

    @GetMapping("/drift")
    @Operation(operationId = "drift", summary = "Declared and never seen, seen and never declared, vital ones that need lesser ones")
    DriftView drift(
            @Parameter(description = "Default: an hour before to") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Default: now") @RequestParam(required = false) @Nullable Instant to) {
        Sheet sheet = atlas.sheet(from, to);
        List<DriftItem> items = drift.of(sheet);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Discrepancy.Type type : Discrepancy.Type.values()) {
            counts.put(Drift.typeName(type), 0);
        }
        items.forEach(item -> counts.merge(item.type(), 1, Integer::sum));
        List<String> notices = new ArrayList<>(sheet.notices());
        counts.forEach((type, count) -> {
            if (count >= Discrepancies.MOST) {
                notices.add("Of %s the first %d are listed.".formatted(type, count));
            }
        });
        return new DriftView(sheet.range().from(), sheet.range().to(), sheet.stale(), sightings.observedSince(), counts,
                items, notices);
    }
}
