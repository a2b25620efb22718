package polis.dependencymap.source.zipkin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.dependencymap.link.Span;
import polis.dependencymap.source.SpanReader;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.UnreadableSpansException;

// ADR 52
/**
 * Reads traces window by window. Windows do not overlap and a trace belongs to the one that it begins in: Zipkins that
 * give a trace for its beginning and those that give it for each of its spans are counted alike, each trace whole and
 * once.
 */
final class TraceReading {

    private static final Logger log = LoggerFactory.getLogger(TraceReading.class);
    /** A window is not halved below this: then what does not fit is left out, and said so. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    private final ZipkinClient zipkin;
    private final SpanReader reader;
    private final Deliveries deliveries;
    private final ZipkinProgress progress;
    private final ZipkinSettings settings;
    private final Counter truncated;
    private Duration window;

    TraceReading(ZipkinClient zipkin, SpanReader reader, Deliveries deliveries, ZipkinProgress progress,
            ZipkinSettings settings, MeterRegistry meters) {
        this.zipkin = zipkin;
        this.reader = reader;
        this.deliveries = deliveries;
        this.progress = progress;
        this.settings = settings;
        this.truncated = meters.counter("polis.map.zipkin.truncated");
        this.window = settings.window();
    }

    /** Reads what has come in since the last time, up to this moment. */
    void readUntil(Instant now) throws IOException, InterruptedException {
        // Zipkin is asked in milliseconds: what lies between two of them would be in no window.
        Instant end = now.truncatedTo(ChronoUnit.MILLIS);
        Instant from = progress.readUntil().orElse(end.minus(settings.lookback())).truncatedTo(ChronoUnit.MILLIS);
        while (from.isBefore(end)) {
            Instant to = from.plus(window).isBefore(end) ? from.plus(window) : end;
            if (read(from, to)) {
                progress.readUntil(to);
                from = to;
                Duration longer = window.multipliedBy(2);
                window = longer.compareTo(settings.window()) < 0 ? longer : settings.window();
            } else {
                window = Duration.ofMillis(Duration.between(from, to).toMillis() / 2);
            }
        }
    }

    /** Reads one window; returns false if it holds more than one answer does. */
    private boolean read(Instant from, Instant to) throws IOException, InterruptedException {
        boolean shortest = Duration.between(from, to).compareTo(SHORTEST) <= 0;
        List<Span> spans = List.of();
        try {
            spans = reader.read(zipkin.traces(from, to, settings.limit()), SpanFormat.JSON_TRACES);
        } catch (OverlongAnswerException e) {
            if (!shortest) {
                return false;
            }
            leaveOut(from, to, "all traces are left out: they are too long");
        } catch (UnreadableSpansException e) {
            if (!shortest) {
                // Halving isolates a trace that cannot be read from all others.
                return false;
            }
            leaveOut(from, to, "traces cannot be read and are left out. " + e.getMessage());
        }
        if (spans.stream().mapToLong(Span::traceId).distinct().count() >= settings.limit()) {
            if (!shortest) {
                return false;
            }
            leaveOut(from, to, "there are more traces than polis.map.zipkin.limit, and some are left out");
        }
        deliveries.deliver(within(spans, from.toEpochMilli() * 1000, to.toEpochMilli() * 1000));
        return true;
    }

    private void leaveOut(Instant from, Instant to, String what) {
        truncated.increment();
        log.warn("Zipkin from {} to {}: {}", from, to, what);
    }

    /** Returns the traces that begin in this time. */
    private static List<Span> within(List<Span> spans, long from, long to) {
        List<Span> inside = new ArrayList<>(spans.size());
        int begin = 0;
        while (begin < spans.size()) {
            long trace = spans.get(begin).traceId();
            int end = begin + 1;
            while (end < spans.size() && spans.get(end).traceId() == trace) {
                end++;
            }
            List<Span> whole = spans.subList(begin, end);
            long start = start(whole);
            if (start >= from && start < to) {
                inside.addAll(whole);
            }
            begin = end;
        }
        return inside;
    }

    /**
     * Returns the time at which a trace begins, as {@code zipkin2.storage.QueryRequest#test} has it: its first root,
     * else its earliest span.
     */
    private static long start(List<Span> trace) {
        long earliest = Long.MAX_VALUE;
        for (Span span : trace) {
            if (span.timestamp() > 0) {
                if (span.parentId() == 0) {
                    return span.timestamp();
                }
                earliest = Math.min(earliest, span.timestamp());
            }
        }
        return earliest;
    }
}
