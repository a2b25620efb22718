package polis.dependencymap.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import zipkin2.Endpoint;
import zipkin2.Span;

/** A made-up trace of remote procedure calls between a few services, in the shapes that tracers leave. */
final class GeneratedTrace {

    private static final String[] SERVICES = {"web", "cart", "order", "catalog", "payment", "stock"};

    private final Random random;
    private final String traceId;
    private final List<Span> spans = new ArrayList<>();
    /** How far each service's clock is off, in microseconds. */
    private final Map<String, Long> skews = new HashMap<>();
    private long nextId = 1;

    private GeneratedTrace(Random random, long traceId) {
        this.random = random;
        this.traceId = "%016x".formatted(traceId);
    }

    static List<Span> of(Random random, long traceId) {
        var trace = new GeneratedTrace(random, traceId);
        String root = trace.id();
        String service = trace.service();
        trace.spans.add(trace.span(service, root, null, Span.Kind.SERVER).build());
        trace.work(service, root, 0, false);
        return trace.spans;
    }

    /** A service works on what has this span, and calls others. */
    private void work(String service, String parent, int depth, boolean shared) {
        int calls = depth > 4 ? 0 : random.nextInt(4 - depth / 2);
        for (int i = 0; i < calls; i++) {
            String within = parent;
            while (random.nextInt(4) == 0) {
                String local = id();
                spans.add(span(service, local, within, null).build());
                within = local;
            }
            call(service, within, depth, shared, within.equals(parent));
        }
    }

    private void call(String service, String parent, int depth, boolean belowShared, boolean directly) {
        String client = id();
        String callee = service();
        boolean failed = random.nextInt(5) == 0;
        // A span below a shared id names both halves as its parent: only a client's own span then tells which one it
        // was.
        boolean unclear = belowShared && (directly || callee.equals(service));
        switch (random.nextInt(6) + (unclear ? 2 : 0)) {
            case 0 -> spans.add(failing(span(service, client, parent, Span.Kind.CLIENT), failed)
                    .remoteEndpoint(Endpoint.newBuilder().serviceName("outside").build()).build());
            case 1 -> {
                // The client's side is not reported, or there is none.
                spans.add(failing(span(callee, client, parent, Span.Kind.SERVER), failed).build());
                work(callee, client, depth + 1, false);
            }
            case 2 -> {
                spans.add(calling(span(service, client, parent, Span.Kind.CLIENT), callee).build());
                spans.add(failing(span(callee, client, parent, Span.Kind.SERVER).shared(true), failed).build());
                work(callee, client, depth + 1, true);
            }
            default -> {
                String server = id();
                Span.Builder asking = calling(span(service, client, parent, Span.Kind.CLIENT), callee);
                spans.add(failing(asking, failed && random.nextBoolean()).build());
                spans.add(failing(span(callee, server, client, Span.Kind.SERVER), failed).build());
                work(callee, server, depth + 1, false);
            }
        }
    }

    private Span.Builder span(String service, String id, String parent, Span.Kind kind) {
        return Span.newBuilder().traceId(traceId).id(id).parentId(parent).kind(kind).name("call")
                .timestamp(1_700_000_000_000_000L + nextId + skews.computeIfAbsent(service, this::skew)).duration(1000L)
                .localEndpoint(Endpoint.newBuilder().serviceName(service).build());
    }

    /** Up to ten minutes, though most clocks are right. */
    private long skew(String service) {
        return random.nextInt(3) == 0 ? random.nextLong(-600_000_000, 600_000_000) : 0;
    }

    /** Some tracers name the service that they call. */
    private Span.Builder calling(Span.Builder client, String callee) {
        return random.nextBoolean() ? client.remoteEndpoint(Endpoint.newBuilder().serviceName(callee).build()) : client;
    }

    private static Span.Builder failing(Span.Builder span, boolean failed) {
        return failed ? span.putTag("error", "500") : span;
    }

    private String service() {
        return SERVICES[random.nextInt(SERVICES.length)];
    }

    private String id() {
        return "%016x".formatted(nextId++);
    }
}
