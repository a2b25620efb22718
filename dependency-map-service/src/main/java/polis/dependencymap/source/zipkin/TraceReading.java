package polis.dependencymap.source.zipkin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.SpanReader;
import polis.dependencymap.span.UnreadableSpansException;

/**
 * Reads traces window by window. Windows do not overlap and a span belongs to the one that its timestamp lies in: a trace
 * that Zipkin gives twice, since it crosses their border, is counted once.
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
    void readUntil(Instant end) throws IOException, InterruptedException {
        Instant from = progress.readUntil().orElse(end.minus(settings.lookback()));
        while (from.isBefore(end)) {
            Instant to = from.plus(window).isBefore(end) ? from.plus(window) : end;
            if (read(from, to)) {
                progress.readUntil(to);
                from = to;
                Duration longer = window.multipliedBy(2);
                window = longer.compareTo(settings.window()) < 0 ? longer : settings.window();
            } else {
                window = Duration.between(from, to).dividedBy(2);
            }
        }
    }

    /** Reads one window; false if it holds more than one answer does. */
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

    /** Spans of this time. One without a time belongs where the first of its trace does. */
    private static List<Span> within(List<Span> spans, long from, long to) {
        List<Span> inside = new ArrayList<>(spans.size());
        int begin = 0;
        while (begin < spans.size()) {
            long trace = spans.get(begin).traceId();
            long earliest = Long.MAX_VALUE;
            int end = begin;
            for (; end < spans.size() && spans.get(end).traceId() == trace; end++) {
                long time = spans.get(end).timestamp();
                earliest = time > 0 ? Math.min(earliest, time) : earliest;
            }
            for (Span span : spans.subList(begin, end)) {
                long time = span.timestamp() > 0 ? span.timestamp() : earliest;
                if (time >= from && time < to) {
                    inside.add(span);
                }
            }
            begin = end;
        }
        return inside;
    }
}
