package polis.dependencymap.link;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

// ADR 14, 15
/**
 * Turns a stream of spans, in any order, into calls between services. A call of which both sides have come is counted
 * at once; the others when their trace has been quiet for a while (see {@link Window}). After that the trace is
 * remembered for a while longer, so that what comes late still finds its other side and a duplicate is known as one.
 *
 * <p>Names nobody gave are not made up: a client's call whose server side never comes leads to what the client calls
 * its remote service, and nowhere if it knows an address only.
 *
 * <p>Not for use by several threads at once.
 */
public final class Linker {

    /** What one trace may hold; a larger one, by accident or by intent, is linked in parts. */
    static final int LARGEST_TRACE = 10_000;

    private final Window window;
    private final Traces traces = new Traces();
    /** Those of which anything is open. */
    private final List<Trace> awaited = new ArrayList<>();
    /** Those that are only remembered, the one that was decided first before all others. */
    private final ArrayDeque<Trace> remembered = new ArrayDeque<>();
    private final Counts counts = new Counts();
    private int held;
    private boolean behind;
    private @Nullable Failure latest;

    /** Spans or traces that linking stumbled over. */
    public record Failure(int times, RuntimeException cause) {}

    public Linker(Window window) {
        this.window = window;
    }

    /**
     * Takes a span.
     *
     * @param batch what it arrived with, where its progress is kept
     * @param position its position there
     */
    public void add(Span span, Batch batch, int position, Instant now) {
        long millis = now.toEpochMilli();
        Trace trace = traces.get(span.traceId());
        boolean wasOpen = trace.isOpen();
        if (!wasOpen) {
            trace.openedAt = millis;
        }
        trace.latestAt = millis;
        held++;
        Entry entry = new Entry(span, batch, position);
        try {
            Pairing.arrived(trace, trace.add(entry), counts);
        } catch (RuntimeException e) {
            // One span that nobody thought of must not stop all that come after it.
            failed(e);
        }
        if (trace.size() >= LARGEST_TRACE) {
            settle(trace);
            forget(trace);
        } else if (!trace.isOpen()) {
            remember(trace);
        } else if (!wasOpen) {
            awaited.add(trace);
        }
    }

    /** Decides the traces that were waited for long enough and returns all that was found since the last time. */
    public Links drain(Instant now) {
        long millis = now.toEpochMilli();
        long quiet = window.quietMillis(held);
        boolean tight = window.isTight(held);
        long longest = window.longest().toMillis();
        behind = false;
        awaited.removeIf(trace -> {
            if (trace.isForgotten()) {
                return true;
            }
            boolean due = millis - trace.latestAt >= quiet || millis - trace.openedAt >= longest;
            behind |= due && found() >= window.atOnce();
            if (!due || behind) {
                return false;
            }
            settle(trace);
            remember(trace);
            return true;
        });
        for (Trace oldest = remembered.peek(); oldest != null; oldest = remembered.peek()) {
            boolean reopened = oldest.latestAt > oldest.rememberedAt;
            if (!reopened && !tight && millis - oldest.rememberedAt < longest) {
                break;
            }
            remembered.remove();
            oldest.rememberedAt = 0;
            if (!oldest.isOpen() && reopened && !tight && !oldest.isForgotten()) {
                remember(oldest);
            } else if (!oldest.isOpen()) {
                forget(oldest);
            }
        }
        return counts.drain();
    }

    /** Returns what was found and not handed over yet. */
    public int found() {
        return counts.size();
    }

    /** Returns whether more traces have been waited for long enough than could be decided at once. */
    public boolean isBehind() {
        return behind;
    }

    /** Returns the spans that are held, of traces that are waited for and of those that are only remembered. */
    public int held() {
        return held;
    }

    /** Returns the failures since the last time, with the latest cause; each left out a span or a trace. */
    public Optional<Failure> takeFailures() {
        Optional<Failure> failure = Optional.ofNullable(latest);
        latest = null;
        return failure;
    }

    private void settle(Trace trace) {
        try {
            Settlement.of(trace, counts);
        } catch (RuntimeException e) {
            failed(e);
            trace.open().forEach(entry -> counts.touched(entry.batch()));
            trace.close();
        }
    }

    private void failed(RuntimeException cause) {
        latest = new Failure(latest == null ? 1 : latest.times() + 1, cause);
    }

    /** Unless it stands in the queue already, since before something late has opened it once more. */
    private void remember(Trace trace) {
        if (trace.rememberedAt == 0) {
            trace.rememberedAt = trace.latestAt;
            remembered.add(trace);
        }
    }

    private void forget(Trace trace) {
        if (!trace.isForgotten()) {
            held -= trace.size();
            traces.remove(trace.id());
            trace.forget();
        }
    }
}
