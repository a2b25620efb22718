package polis.dependencymap.check;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A map that was kept to be compared with. */
@Schema(name = "Baseline")
record Baseline(String name, long version, Instant takenAt, String takenBy, Instant from, Instant to, int depth,
        List<BaselineEdge> edges) {

    @Schema(name = "BaselineEdge")
    record BaselineEdge(String from, String to, @Schema(allowableValues = {"sync", "async"}) String kind,
            @Schema(description = "Whether there was traffic") boolean observed){}

    String tag() {
        return "\"" + version + "\"";
    }
}
