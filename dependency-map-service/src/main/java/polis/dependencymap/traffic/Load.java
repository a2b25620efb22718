package polis.dependencymap.traffic;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Calls, errors and latencies that add up. Quantiles come from a DDSketch (Masson, Rim, Lee: DDSketch, VLDB 2019) and are
 * off by at most one percent of their value.
 */
public final class Load {

    private static final CubicallyInterpolatedMapping MAPPING = new CubicallyInterpolatedMapping(0.01);
    /** Enough bins for eight orders of magnitude: from a microsecond to more than a minute. */
    private static final int BINS = 1024;
    private static final double LONGEST_MICROS = 86_400e6;

    private long calls;
    private long errors;
    private final DDSketch latency = new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(BINS));

    /** So many calls of unknown latency. */
    public static Load of(long calls, long errors) {
        var load = new Load();
        load.calls = calls;
        load.errors = errors;
        return load;
    }

    /** Adds a call; its latency only if it is known. */
    void add(boolean error, long micros) {
        calls++;
        if (error) {
            errors++;
        }
        if (micros > 0) {
            latency.accept(Math.min((double) micros, LONGEST_MICROS));
        }
    }

    void add(long moreCalls, long moreErrors, byte[] moreLatency) {
        calls += moreCalls;
        errors += moreErrors;
        addLatency(moreLatency);
    }

    void addLatency(byte[] encoded) {
        try {
            latency.decodeAndMergeWith(ByteArrayInput.wrap(encoded));
        } catch (IOException e) {
            throw new UncheckedIOException("a latency sketch that cannot be read", e);
        }
    }

    /** Adds what another load has. */
    public void add(Load other) {
        calls += other.calls;
        errors += other.errors;
        latency.mergeWith(other.latency);
    }

    byte[] encodedLatency() {
        var out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            latency.encode(out, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.trimmedCopy();
    }

    public long calls() {
        return calls;
    }

    public long errors() {
        return errors;
    }

    public double errorShare() {
        return calls == 0 ? 0 : (double) errors / calls;
    }

    /** Milliseconds below which this share of the calls stayed, or null while no latency is known. */
    public @Nullable Double quantile(double share) {
        return latency.isEmpty() ? null : Math.round(latency.getValueAtQuantile(share)) / 1000.0;
    }
}
