package polis.dependencymap.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import polis.dependencymap.span.SamplingSettings;
import polis.dependencymap.span.SpanFormat;
import polis.dependencymap.span.SpanReader;
import zipkin2.DependencyLink;
import zipkin2.codec.SpanBytesEncoder;
import zipkin2.internal.DependencyLinker;

/** On plain remote procedure calls the linker counts what Zipkin's own counts, in whatever order and parts spans come. */
class OracleTests {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final SpanReader reader = new SpanReader(new SamplingSettings(Map.of()));

    @Test
    void countsWhatZipkinCounts() {
        compare(20_000, 20261120);
    }

    @Tag("storm")
    @Test
    void countsWhatZipkinCountsInAMillionTraces() {
        compare(1_000_000, 4);
    }

    private void compare(int traces, long seed) {
        var random = new Random(seed);
        for (int i = 1; i <= traces; i++) {
            List<zipkin2.Span> trace = GeneratedTrace.of(random, i);
            Map<String, String> expected = new TreeMap<>();
            for (DependencyLink link : new DependencyLinker().putTrace(trace).link()) {
                expected.put(link.parent() + ">" + link.child(), link.callCount() + "!" + link.errorCount());
            }
            Map<String, String> found = ours(trace, random);
            if (!found.equals(expected)) {
                assertThat(found).as("trace %d of seed %d: %s", i, seed, trace).isEqualTo(expected);
            }
        }
    }

    private Map<String, String> ours(List<zipkin2.Span> trace, Random random) {
        List<zipkin2.Span> shuffled = new ArrayList<>(trace);
        Collections.shuffle(shuffled, random);
        // Some arrive twice.
        shuffled.addAll(trace.subList(0, random.nextInt(trace.size())));
        var linker = new Linker(Window.DEFAULT);
        var batch = new Batch(UUID.randomUUID(), NOW);
        Instant now = NOW;
        List<Call> calls = new ArrayList<>();
        List<Span> spans = random.nextBoolean()
                ? reader.read(SpanBytesEncoder.PROTO3.encodeList(shuffled), SpanFormat.PROTO3)
                : reader.read(SpanBytesEncoder.JSON_V2.encodeList(shuffled), SpanFormat.JSON);
        for (int i = 0; i < spans.size(); i++) {
            linker.add(spans.get(i), batch, i, now);
            if (random.nextInt(5) == 0) {
                now = now.plusSeconds(random.nextInt(3));
                calls.addAll(linker.drain(now).calls());
            }
        }
        calls.addAll(linker.drain(now.plusSeconds(100)).calls());
        assertThat(batch.isFinished()).isTrue();
        assertThat(linker.held()).isZero();
        Map<String, int[]> counts = new TreeMap<>();
        for (Call call : calls) {
            int[] count = counts.computeIfAbsent(call.from() + ">" + call.to(), road -> new int[2]);
            count[0]++;
            count[1] += call.error() ? 1 : 0;
        }
        Map<String, String> found = new TreeMap<>();
        counts.forEach((road, count) -> found.put(road, count[0] + "!" + count[1]));
        return found;
    }
}
