package polis.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The registry as far as the gateway knows it. */
final class StubRegistry extends StubServer {

    enum Mode {
        CORRECT, FAILING, HTML, INVALID, SLOW
    }

    private final State state;

    StubRegistry() {
        this(new State());
    }

    private StubRegistry(State state) {
        super(state::handle);
        this.state = state;
    }

    void mode(Mode mode) {
        state.mode = mode;
    }

    void add(String service, String id, int port, String stateName) {
        state.change(new Entry(service, id, port, stateName));
    }

    void add(String service, String id, String host, int port) {
        state.change(new Entry(service, id, host, port, "RUN", Instant.now()));
    }

    void gone(String service, String id) {
        Entry entry = state.instances.remove(service + "/" + id);
        if (entry != null) {
            state.event(new Entry(service, id, entry.port, "GONE"));
        }
    }

    void clear() {
        List.copyOf(state.instances.values()).forEach(entry -> gone(entry.service, entry.id));
    }

    /** Forgets all instances without a word in the feed. */
    void forgetSilently() {
        state.instances.clear();
    }

    void feed(boolean on) {
        state.feed = on;
    }

    /** Keeps no event that there was so far. */
    void forgetEvents() {
        state.forgotten = state.events.size();
    }

    /** How often somebody was told that the events after a position are gone. */
    int goneTold() {
        return state.goneTold.get();
    }

    /** Streams that are open now. */
    int watchers() {
        return state.watchers.get();
    }

    List<String> codesSeen() {
        return List.copyOf(state.codes);
    }

    /** What was asked to be revoked: a token's id, and by whose token. */
    List<String> revocations() {
        return List.copyOf(state.revocations);
    }

    /** The tokens that logins were given. */
    List<String> granted() {
        return List.copyOf(state.granted);
    }

    private record Entry(String service, String id, String host, int port, String state, Instant since) {

        Entry(String service, String id, int port, String state) {
            this(service, id, "127.0.0.1", port, state, Instant.now());
        }

        String json() {
            return """
                    {"service":"%s","id":"%s","version":"1.0.0","revision":1,"host":"%s","port":%d,"scheme":"http",\
                    "state":"%s","since":"%s","managed":true}""".formatted(service, id, host, port, state, since);
        }
    }

    private record Event(long seq, Entry entry) {

        String json() {
            return """
                    {"seq":%d,"at":"%s","type":"InstanceTransitioned","subject":"%s","payload":%s}""".formatted(seq,
                    entry.since, entry.service, entry.json());
        }
    }

    private static final class State {

        private final Map<String, Entry> instances = new ConcurrentHashMap<>();

        private final List<Event> events = new java.util.concurrent.CopyOnWriteArrayList<>();

        private final ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();

        private final ConcurrentLinkedQueue<String> revocations = new ConcurrentLinkedQueue<>();

        private final ConcurrentLinkedQueue<String> granted = new ConcurrentLinkedQueue<>();

        private volatile Mode mode = Mode.CORRECT;

        private volatile boolean feed = true;

        private volatile long forgotten;

        private final AtomicInteger goneTold = new AtomicInteger();

        private final AtomicInteger watchers = new AtomicInteger();

        private void change(Entry entry) {
            instances.put(entry.service + "/" + entry.id, entry);
            event(entry);
        }

        private synchronized void event(Entry entry) {
            events.add(new Event(events.size() + 1L, entry));
        }

        private void handle(HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/api/v1/tokens/") && exchange.getRequestMethod().equals("DELETE")) {
                revocations.add(path.substring("/api/v1/tokens/".length()) + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                answer(exchange, 204, "application/json", "");
                return;
            }
            switch (path) {
                case "/oauth2/jwks" -> answer(exchange, 200, "application/json", Tokens.jwks());
                case "/oauth2/token" -> answer(exchange, 200, "application/json",
                        "{\"access_token\":\"" + Tokens.GATEWAY + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
                case "/api/v1/login-codes/exchange" -> login(exchange);
                case "/api/v1/instances" -> respond(exchange, list(exchange));
                case "/api/v1/events" -> events(exchange);
                case "/api/v1/echo" -> answer(exchange, 200, "application/json",
                        "{\"authorization\":\"" + exchange.getRequestHeaders().getFirst("Authorization")
                                + "\",\"query\":\"" + exchange.getRequestURI().getRawQuery() + "\",\"path\":\""
                                + exchange.getRequestURI().getRawPath() + "\",\"method\":\""
                                + exchange.getRequestMethod() + "\",\"body\":\""
                                + new String(exchange.getRequestBody().readAllBytes()) + "\"}");
                default -> answer(exchange, 404, "application/problem+json", "{}");
            }
        }

        /** A good code is {@code good:subject:role:anything}, once. */
        private void login(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes());
            codes.add(body);
            if (body.contains("good:") && codes.stream().filter(body::equals).count() == 1) {
                String[] words = body.replaceAll(".*\"(good:[^\"]*)\".*", "$1").split(":");
                String token = Tokens.of(words[1], words[2], Duration.ofHours(1));
                granted.add(token);
                answer(exchange, 200, "application/json", "{\"access_token\":\"" + token
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"role\":\"" + words[2] + "\"}");
            } else {
                answer(exchange, 400, "application/problem+json", "{\"status\":400}");
            }
        }

        /** Two to a page, so that every list has pages. */
        private String list(HttpExchange exchange) {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1")) : 0;
            List<Entry> sorted = instances.values().stream()
                    .sorted(java.util.Comparator.comparing(entry -> entry.service + entry.id)).toList();
            String items = sorted.stream().skip(from).limit(2).map(Entry::json).collect(Collectors.joining(","));
            String next = from + 2 < sorted.size() ? ",\"nextCursor\":\"" + (from + 2) + "\"" : "";
            return "{\"items\":[" + items + "]" + next + "}";
        }

        private void respond(HttpExchange exchange, String truth) throws IOException {
            switch (mode) {
                case CORRECT -> answer(exchange, 200, "application/json", truth);
                case FAILING -> answer(exchange, 500, "application/json", "{\"items\":[]}");
                case HTML -> answer(exchange, 200, "text/html", "<html>It works!</html>");
                case INVALID -> answer(exchange, 200, "application/json", "{}");
                case SLOW -> {
                    pause(20_000);
                    answer(exchange, 200, "application/json", "{\"items\":[]}");
                }
                default -> throw new IllegalStateException();
            }
        }

        private void events(HttpExchange exchange) throws IOException {
            if (!feed || mode != Mode.CORRECT) {
                answer(exchange, 503, "application/problem+json", "{}");
                return;
            }
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            long after = last != null
                    ? Long.parseLong(last)
                    : query.contains("after=") ? Long.parseLong(query.replaceAll(".*after=(\\d+).*", "$1")) : 0;
            if (after < forgotten) {
                goneTold.incrementAndGet();
                answer(exchange, 410, "application/problem+json",
                        "{\"status\":410,\"detail\":\"gone\",\"resumeAfter\":" + events.size() + "}");
                return;
            }
            if (!"text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                long from = after;
                answer(exchange, 200, "application/json", "{\"items\":[" + events.stream()
                        .filter(event -> event.seq > from).map(Event::json).collect(Collectors.joining(",")) + "]}");
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            watchers.incrementAndGet();
            try (var out = exchange.getResponseBody()) {
                out.write(":\n\n".getBytes());
                out.flush();
                for (int i = 1; feed && mode == Mode.CORRECT; i++) {
                    if (i % 200 == 0) {
                        out.write(":\n\n".getBytes());
                        out.flush();
                    }
                    for (Event event : events) {
                        if (event.seq > after) {
                            out.write(("id: " + event.seq + "\nevent: InstanceTransitioned\ndata: " + event.json()
                                    + "\n\n").getBytes());
                            out.flush();
                            after = event.seq;
                        }
                    }
                    pause(20);
                }
            } finally {
                watchers.decrementAndGet();
            }
        }

        private static void pause(long millis) {
            try {
                boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
                assert !never;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
