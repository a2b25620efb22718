package polis.dependencymap.span;

import java.util.Map;
import org.jspecify.annotations.Nullable;

// ADR 51
/**
 * How many calls a span stands for: one over the share of traces that are kept. What is no whole number is rounded up
 * or down by the trace's id, so that sums are right and all spans of a trace, and a second reading of them, agree.
 */
final class Sampling {

    private static final int MOST = 100_000;
    private static final double UNIT = 0x1p-53;
    private static final int THRESHOLD_DIGITS = 14;

    private final Map<String, Double> shares;

    Sampling(Map<String, Double> shares) {
        this.shares = shares;
    }

    /**
     * Returns the weight of a span.
     *
     * @param said the share that the span itself names, or 0 if it names none
     */
    int weight(@Nullable String service, double said, long traceId) {
        double share = said > 0 && said <= 1 ? said : configured(service);
        if (share >= 1) {
            return 1;
        }
        double exact = Math.min(MOST, 1 / share);
        int whole = (int) exact;
        return (mixed(traceId) >>> 11) * UNIT < exact - whole ? whole + 1 : whole;
    }

    private double configured(@Nullable String service) {
        return service == null || shares.isEmpty() ? 1 : shares.getOrDefault(service, 1.0);
    }

    /** Returns the share that the trace state tells by its threshold ("ot=th:c" keeps a quarter), or 0. */
    static double shareIn(String traceState) {
        int vendor = traceState.indexOf("ot=");
        if (vendor < 0
                || (vendor > 0 && traceState.charAt(vendor - 1) != ',' && traceState.charAt(vendor - 1) != ' ')) {
            return 0;
        }
        int comma = traceState.indexOf(',', vendor);
        for (String part : traceState.substring(vendor + 3, comma < 0 ? traceState.length() : comma).split(";", -1)) {
            if (part.startsWith("th:")) {
                return shareOver(part.substring(3).strip());
            }
        }
        return 0;
    }

    private static double shareOver(String threshold) {
        if (threshold.isEmpty() || threshold.length() > THRESHOLD_DIGITS) {
            return 0;
        }
        long rejected = 0;
        for (int i = 0; i < THRESHOLD_DIGITS; i++) {
            int digit = i < threshold.length() ? Character.digit(threshold.charAt(i), 16) : 0;
            if (digit < 0) {
                return 0;
            }
            rejected = (rejected << 4) | digit;
        }
        return 1 - rejected * 0x1p-56;
    }

    /** Stafford's finalizer: samplers look at the id too, and the bits that they chose by must not choose again. */
    private static long mixed(long id) {
        long a = (id ^ (id >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
