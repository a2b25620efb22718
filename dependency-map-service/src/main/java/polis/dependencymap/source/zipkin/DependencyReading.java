package polis.dependencymap.source.zipkin;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import polis.dependencymap.link.Kind;
import polis.dependencymap.link.NodeType;
import polis.dependencymap.link.Remote;
import polis.dependencymap.link.Span;
import polis.dependencymap.span.Tags;

/**
 * Reads the links of today and yesterday that a Zipkin, or its Spark job, has made of its traces: calls and errors
 * without latencies. What is more than the last time is counted, by a span of that weight.
 */
final class DependencyReading {

    private static final int HEAVIEST = 1_000_000_000;

    private final ZipkinClient zipkin;
    private final Deliveries deliveries;
    private final ZipkinProgress progress;

    DependencyReading(ZipkinClient zipkin, Deliveries deliveries, ZipkinProgress progress) {
        this.zipkin = zipkin;
        this.deliveries = deliveries;
        this.progress = progress;
    }

    void readUntil(Instant now) throws IOException, InterruptedException {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        // The job that joins them runs at night: yesterday's links come, or change, today.
        read(today.minusDays(1), today.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), midnight.minusMillis(1));
        read(today, midnight, now);
    }

    private void read(LocalDate day, Instant from, Instant to) throws IOException, InterruptedException {
        Map<String, ZipkinClient.Link> before = new HashMap<>();
        progress.counted(day).forEach(link -> before.put(key(link), link));
        List<ZipkinClient.Link> changed = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (ZipkinClient.Link link : zipkin.dependencies(from, to)) {
            ZipkinClient.Link known = before.get(key(link));
            long calls = link.callCount() - (known == null ? 0 : known.callCount());
            long errors = link.errors() - (known == null ? 0 : known.errors());
            if (calls > 0) {
                changed.add(link);
                long failed = Math.clamp(errors, 0L, calls);
                add(spans, link, to, failed, true);
                add(spans, link, to, calls - failed, false);
            }
        }
        if (!changed.isEmpty()) {
            deliveries.deliver(spans);
            progress.count(day, changed);
        }
    }

    private static String key(ZipkinClient.Link link) {
        return link.parent() + '\n' + link.child();
    }

    private static void add(List<Span> spans, ZipkinClient.Link link, Instant at, long calls, boolean error) {
        int weight = (int) Math.min(HEAVIEST, calls);
        if (weight == 0) {
            return;
        }
        long trace = ThreadLocalRandom.current().nextLong();
        long micros = at.toEpochMilli() * 1000;
        String parent = Tags.serviceName(link.parent());
        String child = Tags.serviceName(link.child());
        NodeType type = Tags.typeOf(child);
        boolean service = type == NodeType.EXTERNAL;
        spans.add(new Span(trace, 1, 0, Kind.CLIENT, false, error, micros, 0, 0, parent,
                service ? null : new Remote(child, type), weight));
        if (service) {
            spans.add(new Span(trace, 1, 0, Kind.SERVER, true, error, micros, 0, 0, child, null, weight));
        }
    }
}
