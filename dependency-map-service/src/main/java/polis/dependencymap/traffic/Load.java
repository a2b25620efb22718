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
 * Calls, errors and latencies that add up. Quantiles come from a DDSketch (Masson, Rim, Lee: DDSketch, VLDB 2019) and
 * are off by at most one percent of their value. The first few latencies are kept as they are: most edges of a second
 * have no more, and a sketch takes a kilobyte.
 */
public final class Load {

    private static final CubicallyInterpolatedMapping MAPPING = new CubicallyInterpolatedMapping(0.01);
    /** Enough bins for eight orders of magnitude: from a microsecond to more than a minute. */
    private static final int BINS = 1024;
    private static final double LONGEST_MICROS = 86_400e6;
    private static final int FEW = 4;

    private long calls;
    private long errors;
    private long @Nullable [] few;
    private int fewCount;
    private @Nullable DDSketch sketch;

    /** So many calls of unknown latency. */
    public static Load of(long calls, long errors) {
        var load = new Load();
        load.calls = calls;
        load.errors = errors;
        return load;
    }

    /** Adds a call; its latency only if it is known. */
    void add(boolean error, long micros) {
        add(error, micros, 1);
    }

    /** Adds as many calls that were all alike. */
    void add(boolean error, long micros, int times) {
        calls += times;
        if (error) {
            errors += times;
        }
        if (micros > 0 && times == 1) {
            addLatency(micros);
        } else if (micros > 0) {
            sketched().accept(Math.min((double) micros, LONGEST_MICROS), times);
        }
    }

    void add(long moreCalls, long moreErrors, byte[] moreLatency) {
        calls += moreCalls;
        errors += moreErrors;
        addLatency(moreLatency);
    }

    void addLatency(byte[] encoded) {
        try {
            sketched().decodeAndMergeWith(ByteArrayInput.wrap(encoded));
        } catch (IOException e) {
            throw new UncheckedIOException("a latency sketch that cannot be read", e);
        }
    }

    /** Adds what another load has. */
    public void add(Load other) {
        calls += other.calls;
        errors += other.errors;
        if (other.few != null) {
            for (int i = 0; i < other.fewCount; i++) {
                addLatency(other.few[i]);
            }
        }
        if (other.sketch != null) {
            sketched().mergeWith(other.sketch);
        }
    }

    byte[] encodedLatency() {
        var out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketched().encode(out, false);
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

    /** Returns milliseconds below which this share of the calls stayed, or null while no latency is known. */
    public @Nullable Double quantile(double share) {
        if (sketch == null && fewCount == 0) {
            return null;
        }
        DDSketch all = sketched();
        return all.isEmpty() ? null : Math.round(all.getValueAtQuantile(share)) / 1000.0;
    }

    /** Returns the mean of the known latencies in milliseconds, or null while none is known. */
    public @Nullable Double mean() {
        if (sketch == null && fewCount == 0) {
            return null;
        }
        DDSketch all = sketched();
        return all.isEmpty() ? null : Math.round(all.getSum() / all.getCount()) / 1000.0;
    }

    private void addLatency(long micros) {
        if (sketch == null && fewCount < FEW) {
            if (few == null) {
                few = new long[FEW];
            }
            few[fewCount++] = micros;
            return;
        }
        sketched().accept(Math.min((double) micros, LONGEST_MICROS));
    }

    private DDSketch sketched() {
        DDSketch latency = sketch;
        if (latency == null) {
            latency = new DDSketch(MAPPING, () -> new CollapsingLowestDenseStore(BINS));
            sketch = latency;
        }
        if (few != null) {
            for (int i = 0; i < fewCount; i++) {
                latency.accept(Math.min((double) few[i], LONGEST_MICROS));
            }
            few = null;
            fewCount = 0;
        }
        return latency;
    }
}
