package polis.benchmark.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import zipkin2.Endpoint;
import zipkin2.Span;

/** Services that call each other along fixed edges, and the traces that this leaves: each call seen from both sides. */
final class TraceGenerator {

    private static final int CALLEES = 3;
    private static final int CALLS_OF_A_TRACE = 5;
    private static final long START = 1_700_000_000_000_000L;

    private final Random random = new Random(7);
    private final int services;
    private final int[][] callees;

    TraceGenerator(int services) {
        this.services = services;
        this.callees = new int[services][];
        for (int i = 0; i < services; i++) {
            int self = i;
            callees[i] = random.ints(0, services).filter(callee -> callee != self).distinct().limit(CALLEES).toArray();
        }
    }

    int edges() {
        return services * CALLEES;
    }

    /** A trace whose id is this number, as it comes from Spring Boot's services. */
    List<Span> trace(long number) {
        List<Span> spans = new ArrayList<>();
        List<Integer> visited = new ArrayList<>(List.of(random.nextInt(services)));
        List<Long> serverIds = new ArrayList<>(List.of(1L));
        spans.add(span(number, 1, 0, visited.getFirst(), Span.Kind.SERVER).build());
        for (int call = 0; call < CALLS_OF_A_TRACE; call++) {
            int from = random.nextInt(visited.size());
            int callee = callees[visited.get(from)][random.nextInt(CALLEES)];
            long client = 2 + 2L * call;
            spans.add(span(number, client, serverIds.get(from), visited.get(from), Span.Kind.CLIENT)
                    .putTag("client.name", name(callee)).build());
            spans.add(span(number, client + 1, client, callee, Span.Kind.SERVER).build());
            visited.add(callee);
            serverIds.add(client + 1);
        }
        return spans;
    }

    private Span.Builder span(long trace, long id, long parent, int service, Span.Kind kind) {
        boolean failed = random.nextInt(100) == 0;
        Span.Builder span = Span.newBuilder().traceId(Message.hex(trace)).id(0x7000_0000_0000_0000L + id).kind(kind)
                .name(kind == Span.Kind.SERVER ? "http get /api/orders/{id}" : "http get").timestamp(START)
                .duration((long) Math.exp(5 + 5 * random.nextDouble()))
                .localEndpoint(Endpoint.newBuilder().serviceName(name(service)).ip("10.1.0." + service % 250).build())
                .putTag("exception", failed ? "IllegalStateException" : "none")
                .putTag("http.url", "/api/orders/" + random.nextInt(100_000)).putTag("method", "GET")
                .putTag("outcome", failed ? "SERVER_ERROR" : "SUCCESS").putTag("status", failed ? "500" : "200")
                .putTag("uri", "/api/orders/{id}");
        return parent == 0 ? span : span.parentId(0x7000_0000_0000_0000L + parent);
    }

    static String name(int service) {
        return "service-" + service;
    }

    static long start() {
        return START;
    }
}
