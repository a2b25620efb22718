package polis.dependencymap.traffic;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.database.LongerStatements;

// ADR 53
/**
 * Makes one hour or day from what is below it, in one transaction: however often it is made, and wherever that is
 * broken off, each call is in it once.
 */
@Component
class RollupWriter {

    private static final Logger log = LoggerFactory.getLogger(RollupWriter.class);
    private static final int ROWS = 500;
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final String BY_EDGE = " order by 1, 2, 3";

    private final TrafficSums sums;
    private final LongerStatements longer;

    RollupWriter(TrafficSums sums, LongerStatements longer) {
        this.sums = sums;
        this.longer = longer;
    }

    /** Makes a bucket of this resolution from the finer one, unless somebody else has done it. */
    @Transactional
    public void make(Resolution resolution, Resolution finer, int bucket) {
        longer.allow(MOST);
        if (!sums.takeDue(resolution, bucket)) {
            return;
        }
        sums.delete(resolution, "=", bucket);
        int parts = resolution.minutes() / finer.minutes();
        var stretch = new Stretch(finer, bucket * parts, (bucket + 1) * parts);
        copy(stretch, finer.selectEdges(), resolution.insertEdges(), bucket);
        copy(stretch, finer.selectServices(), resolution.insertServices(), bucket);
        if (resolution == Resolution.HOUR) {
            sums.due(Resolution.DAY, IntStream.of(Math.floorDiv(bucket, 24)));
        }
    }

    /** Rows come edge by edge, so that one edge at a time is in memory however large the map is. */
    private void copy(Stretch stretch, String select, String insert, int bucket) {
        var copying = new Copying(insert, bucket);
        sums.each(stretch, select + BY_EDGE, copying::next);
        copying.endEdge();
        copying.write();
    }

    private final class Copying {

        private final String insert;
        private final int bucket;
        private final List<SumRow> made = new ArrayList<>();
        private @Nullable SumRow edge;
        private Load load = new Load();

        Copying(String insert, int bucket) {
            this.insert = insert;
            this.bucket = bucket;
        }

        void next(SumRow row) {
            if (edge == null || !edge.isOfTheSameEdgeAs(row)) {
                endEdge();
                edge = row;
                load = new Load();
            }
            try {
                load.add(row.calls(), row.errors(), row.latency().array());
            } catch (RuntimeException e) {
                // Its calls are in; one sketch that cannot be read must not keep the hour from being made.
                log.error("The latencies of a bucket cannot be read and are left out", e);
            }
        }

        void endEdge() {
            if (edge != null) {
                made.add(new SumRow(edge.caller(), edge.callee(), edge.asynchronous(), load.calls(), load.errors(),
                        ByteBuffer.wrap(load.encodedLatency()), 0));
                if (made.size() >= ROWS) {
                    write();
                }
            }
        }

        void write() {
            if (!made.isEmpty()) {
                sums.insert(insert, bucket, made);
                made.clear();
            }
        }
    }
}
