package polis.dependencymap.traffic;

import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.dependencymap.capacity.CapacitySettings;

// ADR 56
/**
 * Sums of ten minutes each that are over, kept in memory: the map of the last hour is asked for all the time, and of
 * its minutes hardly any but the latest change. One process writes at a time, and what it writes ends what is kept of
 * that time.
 */
@Component
class TenMinutes {

    private static final int MINUTES = 10;
    /** Nothing is kept beyond it: the rows of an edge take half a kilobyte. */
    private static final int MOST_ROWS = 30_000;
    private static final int MOST_WRITTEN = 1_000;
    /** While one process takes over from another, that one does not hear what is written. */
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Kept(List<SumRow> edges, List<SumRow> services, long readAt) {

        int rows() {
            return edges.size() + services.size();
        }
    }

    private final TrafficSums sums;
    private final int most;
    /** Given back when the heap gets short. */
    private SoftReference<Map<Integer, Kept>> blocks = new SoftReference<>(new HashMap<>());
    private final Map<Integer, Long> written = new HashMap<>();
    private long writes;
    private long forgotten;

    TenMinutes(TrafficSums sums, CapacitySettings capacity) {
        this.sums = sums;
        this.most = Math.min(MOST_ROWS, capacity.mostEdges());
    }

    /** Returns the stamp that a reader takes before its transaction: it must not keep what is written later. */
    synchronized long stamp() {
        return writes;
    }

    /** Ends what is kept of these minutes: before they are written, so that nobody keeps what was there, and after. */
    synchronized void written(int[] minutes) {
        writes++;
        if (written.size() > MOST_WRITTEN) {
            written.clear();
            forgotten = writes;
        }
        Arrays.stream(minutes).map(minute -> Math.floorDiv(minute, MINUTES)).distinct().forEach(block -> {
            written.put(block, writes);
            blocks().remove(block);
        });
    }

    private Map<Integer, Kept> blocks() {
        Map<Integer, Kept> kept = blocks.get();
        if (kept == null) {
            kept = new HashMap<>();
            blocks = new SoftReference<>(kept);
        }
        return kept;
    }

    /** Adds up minutes, by the sums that are kept as far as there are any. */
    void read(Stretch minutes, Sum sum, long stamp) {
        if (!sum.selection().isAll()) {
            plainly(minutes.first(), minutes.last(), sum);
            return;
        }
        int over = Math.min(minutes.last(), sums.current(Resolution.MINUTE));
        int next = minutes.first();
        for (int block = Math.ceilDiv(next, MINUTES); (block + 1) * MINUTES <= over; block++) {
            plainly(next, block * MINUTES, sum);
            Kept ten = kept(block);
            if (ten == null) {
                ten = read(block);
                if (ten == null) {
                    // Its sums would take more room than they may.
                    plainly(block * MINUTES, (block + 1) * MINUTES, sum);
                    next = (block + 1) * MINUTES;
                    continue;
                }
                keep(block, ten, stamp);
            }
            ten.edges().forEach(sum::edge);
            ten.services().forEach(sum::service);
            next = (block + 1) * MINUTES;
        }
        plainly(next, minutes.last(), sum);
    }

    private void plainly(int first, int last, Sum sum) {
        if (first < last) {
            sums.read(new Stretch(Resolution.MINUTE, first, last), sum);
        }
    }

    private synchronized @Nullable Kept kept(int block) {
        Kept ten = blocks().get(block);
        return ten == null || System.nanoTime() - ten.readAt() > LONGEST_NANOS ? null : ten;
    }

    private synchronized void keep(int block, Kept ten, long stamp) {
        if (stamp < forgotten || written.getOrDefault(block, 0L) > stamp) {
            return;
        }
        Map<Integer, Kept> kept = blocks();
        kept.values().removeIf(old -> System.nanoTime() - old.readAt() > LONGEST_NANOS);
        if (kept.values().stream().mapToInt(Kept::rows).sum() + ten.rows() <= MOST_ROWS) {
            kept.put(block, ten);
        }
    }

    /** Reads a block; returns null if there are too many edges. */
    private @Nullable Kept read(int block) {
        var stretch = new Stretch(Resolution.MINUTE, block * MINUTES, (block + 1) * MINUTES);
        List<SumRow> edges = summed(stretch, stretch.resolution().selectEdges());
        List<SumRow> services = edges == null ? null : summed(stretch, stretch.resolution().selectServices());
        return edges == null || services == null ? null : new Kept(edges, services, System.nanoTime());
    }

    private @Nullable List<SumRow> summed(Stretch stretch, String select) {
        Map<EdgeNumbers, Load> loads = new HashMap<>();
        Map<EdgeNumbers, Integer> earliest = new HashMap<>();
        boolean[] full = {false};
        sums.each(stretch, select, row -> {
            var edge = new EdgeNumbers(row.caller(), row.callee(), row.asynchronous());
            full[0] |= loads.size() >= most && !loads.containsKey(edge);
            if (full[0]) {
                return;
            }
            loads.computeIfAbsent(edge, key -> new Load()).add(row.calls(), row.errors(), row.latency().array());
            earliest.merge(edge, row.minute(), Math::min);
        });
        if (full[0]) {
            return null;
        }
        List<SumRow> rows = new ArrayList<>(loads.size());
        loads.forEach((edge, load) -> rows
                .add(new SumRow(edge.caller(), edge.callee(), edge.asynchronous(), load.calls(), load.errors(),
                        ByteBuffer.wrap(load.encodedLatency()), earliest.getOrDefault(edge, stretch.first()))));
        return rows;
    }
}
