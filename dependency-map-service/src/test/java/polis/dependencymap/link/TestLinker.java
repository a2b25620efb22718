package polis.dependencymap.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A linker with a clock, told what happens in the words of a test. */
final class TestLinker {

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Linker linker;
    final List<Call> calls = new ArrayList<>();
    final List<Served> served = new ArrayList<>();

    TestLinker() {
        this(Window.DEFAULT);
    }

    TestLinker(Window window) {
        this.linker = new Linker(window);
    }

    TestLinker spans(Span... spans) {
        var batch = new Batch(UUID.randomUUID(), now);
        for (int i = 0; i < spans.length; i++) {
            linker.add(spans[i], batch, i, now);
        }
        drain();
        return this;
    }

    TestLinker replay(Batch batch, Span... spans) {
        for (int i = 0; i < spans.length; i++) {
            linker.add(spans[i], batch, i, now);
        }
        drain();
        return this;
    }

    TestLinker passes(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        drain();
        return this;
    }

    private void drain() {
        Links links = linker.drain(now);
        calls.addAll(links.calls());
        served.addAll(links.served());
    }

    boolean isBehind() {
        return linker.isBehind();
    }

    int held() {
        return linker.held();
    }

    /**
     * All calls so far as {@code from>to}, each with its count, and {@code !} and the count of errors if there are any.
     */
    List<String> edges() {
        Map<String, int[]> edges = new TreeMap<>();
        for (Call call : calls) {
            String to = call.toType() == NodeType.SERVICE ? call.to() : call.to() + "(" + call.toType() + ")";
            String from = call.fromType() == NodeType.SERVICE ? call.from() : call.from() + "(" + call.fromType() + ")";
            int[] counts = edges.computeIfAbsent(from + (call.asynchronous() ? "~" : ">") + to, edge -> new int[2]);
            counts[0]++;
            counts[1] += call.error() ? 1 : 0;
        }
        return edges.entrySet().stream().map(edge -> edge.getKey() + " " + edge.getValue()[0]
                + (edge.getValue()[1] > 0 ? "!" + edge.getValue()[1] : "")).toList();
    }

    static SpanBuilder client(String service, long id, long parent) {
        return new SpanBuilder(Kind.CLIENT, service, id, parent);
    }

    static SpanBuilder server(String service, long id, long parent) {
        return new SpanBuilder(Kind.SERVER, service, id, parent);
    }

    static SpanBuilder local(String service, long id, long parent) {
        return new SpanBuilder(Kind.LOCAL, service, id, parent);
    }

    static SpanBuilder producer(String service, long id, long parent) {
        return new SpanBuilder(Kind.PRODUCER, service, id, parent);
    }

    static SpanBuilder consumer(String service, long id, long parent) {
        return new SpanBuilder(Kind.CONSUMER, service, id, parent);
    }

    static final class SpanBuilder {

        private final Kind kind;
        private final @Nullable String service;
        private final long id;
        private final long parent;
        private long trace = 1;
        private boolean shared;
        private boolean error;
        private long duration = 1000;
        private int instance;
        private @Nullable Remote remote;

        SpanBuilder(Kind kind, @Nullable String service, long id, long parent) {
            this.kind = kind;
            this.service = service;
            this.id = id;
            this.parent = parent;
        }

        SpanBuilder trace(long trace) {
            this.trace = trace;
            return this;
        }

        SpanBuilder shared() {
            this.shared = true;
            return this;
        }

        SpanBuilder error() {
            this.error = true;
            return this;
        }

        SpanBuilder unfinished() {
            this.duration = 0;
            return this;
        }

        SpanBuilder took(long micros) {
            this.duration = micros;
            return this;
        }

        SpanBuilder on(int instance) {
            this.instance = instance;
            return this;
        }

        SpanBuilder to(String name, NodeType type) {
            this.remote = new Remote(name, type);
            return this;
        }

        Span span() {
            return new Span(trace, id, parent, kind, shared, error, 1_700_000_000_000_000L, duration, instance, service,
                    remote);
        }
    }
}
