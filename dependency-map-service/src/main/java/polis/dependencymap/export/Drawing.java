package polis.dependencymap.export;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map that is to be written: what is shown of it, and its size. Rates are per second, latencies are
 * milliseconds, coordinates are pixels.
 *
 * @param notices what is left out, and why
 */
public record Drawing(Instant from, Instant to, List<Node> nodes, List<Edge> edges, List<Band> bands, int width,
        int height, List<String> notices) {

    /** A node with its centre. */
    public record Node(String name, String type, String district, @Nullable Integer tier, @Nullable String owner,
            @Nullable String lifecycle, @Nullable String version, double rate, double errorShare, @Nullable Double p99,
            int depth, int x, int y, @Nullable String cycle, boolean stale) {}

    /** An edge between nodes, by their names. */
    public record Edge(String from, String to, boolean asynchronous, long calls, long errors, double rate,
            double errorShare, @Nullable Double p50, @Nullable Double p95, @Nullable Double p99, boolean declared,
            boolean observed, @Nullable String cycle) {}

    /** A district across the whole width. */
    public record Band(String name, int y, int height) {}
}
