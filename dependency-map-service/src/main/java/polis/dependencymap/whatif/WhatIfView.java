package polis.dependencymap.whatif;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.city.Measure;
import polis.dependencymap.city.Way;
import polis.dependencymap.map.MapView;

/** The city before and after changes. */
@Schema(name = "WhatIf")
record WhatIfView(Measure before, Measure after, CycleChange cycles,
        @Schema(description = "The places for which something is different") List<Affected> affected,
        @Schema(description = "Roads that are gone") List<RoadEnds> cut,
        @Schema(description = "Roads that are new") List<RoadEnds> added, MapView map) {

    @Schema(name = "CycleChange", description = "Ids of cycles")
    record CycleChange(List<String> removed, List<String> added, List<String> kept) {}

    @Schema(name = "Affected")
    record Affected(String name, @Schema(description = "Of: added, removed, roads, depth, cycle") List<String> change,
            @Nullable Integer depthBefore, @Nullable Integer depthAfter) {}

    @Schema(name = "RoadEnds")
    record RoadEnds(String from, String to, @Schema(allowableValues = {
        "sync", "async"}) String kind){

        static RoadEnds of(Way way) {
            return new RoadEnds(way.from(), way.to(), way.kind());
        }
    }
}
