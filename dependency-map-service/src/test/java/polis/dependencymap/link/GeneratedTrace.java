package polis.dependencymap.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import zipkin2.Endpoint;
import zipkin2.Span;

/** A made-up trace of remote procedure calls between a few services, in the shapes that tracers leave. */
final class GeneratedTrace {

    private static final String[] SERVICES = {"web", "cart", "order", "catalog", "payment", "stock"};

    private final Random random;
    private final String traceId;
    private final List<Span> spans = new ArrayList<>();
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
            call(service, within, depth, shared && within.equals(parent));
        }
    }

    private void call(String service, String parent, int depth, boolean belowShared) {
        String client = id();
        String callee = service();
        boolean failed = random.nextInt(5) == 0;
        // A span below a shared id names both halves as its parent: only a client's own span then tells which one it was.
        switch (random.nextInt(6) + (belowShared ? 2 : 0)) {
            case 0 -> spans.add(failing(span(service, client, parent, Span.Kind.CLIENT), failed)
                    .remoteEndpoint(Endpoint.newBuilder().serviceName("outside").build()).build());
            case 1 -> {
                // The client's side is not reported, or there is none.
                spans.add(failing(span(callee, client, parent, Span.Kind.SERVER), failed).build());
                work(callee, client, depth + 1, false);
            }
            case 2 -> {
                spans.add(span(service, client, parent, Span.Kind.CLIENT).build());
                spans.add(failing(span(callee, client, parent, Span.Kind.SERVER).shared(true), failed).build());
                work(callee, client, depth + 1, true);
            }
            default -> {
                String server = id();
                spans.add(failing(span(service, client, parent, Span.Kind.CLIENT), failed && random.nextBoolean())
                        .build());
                spans.add(failing(span(callee, server, client, Span.Kind.SERVER), failed).build());
                work(callee, server, depth + 1, false);
            }
        }
    }

    private Span.Builder span(String service, String id, String parent, Span.Kind kind) {
        return Span.newBuilder().traceId(traceId).id(id).parentId(parent).kind(kind).name("call")
                .timestamp(1_700_000_000_000_000L + nextId).duration(1000L)
                .localEndpoint(Endpoint.newBuilder().serviceName(service).build());
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
