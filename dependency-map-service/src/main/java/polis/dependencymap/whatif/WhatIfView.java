package polis.dependencymap.whatif;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.dependencymap.map.MapView;
import polis.dependencymap.rendering.Edge;
import polis.dependencymap.rendering.Measure;

/** The map before and after changes. */
@Schema(name = "WhatIf")
record WhatIfView(Measure before, Measure after, CycleChange cycles,
        @Schema(description = "The nodes that differ") List<Affected> affected,
        @Schema(description = "Edges that are gone") List<EdgeEnds> cut,
        @Schema(description = "Edges that are new") List<EdgeEnds> added, MapView map) {

    @Schema(name = "CycleChange", description = "Ids of cycles")
    record CycleChange(List<String> removed, List<String> added, List<String> kept) {}

    @Schema(name = "Affected")
    record Affected(String name, @Schema(description = "Of: added, removed, edges, depth, cycle") List<String> change,
            @Nullable Integer depthBefore, @Nullable Integer depthAfter) {}

    @Schema(name = "EdgeEnds")
    record EdgeEnds(String from, String to, @Schema(allowableValues = {
        "sync", "async"}) String kind){

        static EdgeEnds of(Edge edge) {
            return new EdgeEnds(edge.from(), edge.to(), edge.kind());
        }
    }
}
