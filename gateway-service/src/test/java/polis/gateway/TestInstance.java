package polis.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An upstream that says what it was asked, and can misbehave on demand. */
final class TestInstance implements AutoCloseable {

    /** Its own: the gateway takes the shared ones down with it. */
    private static final LoopResources LOOPS = LoopResources.create("instance", 2, true);

    final String id;

    final AtomicInteger hits = new AtomicInteger();

    final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<Channel> connections = new ConcurrentLinkedQueue<>();
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final Sinks.Many<String> parts = Sinks.many().replay().all();
    private volatile String behaviour = "";
    private DisposableServer server;
    private ReservedPort reserved;

    TestInstance(String id) {
        this.id = id;
        this.server = listen(0);
    }

    private DisposableServer listen(int port) {
        return HttpServer.create().runOn(LOOPS).host("127.0.0.1").port(port).doOnConnection(connection -> {
            connections.add(connection.channel());
        }).route(routes -> routes
                .ws("/socket", (in, out) -> out.sendString(in.receive().asString().map(text -> id + ":" + text)))
                .ws("/socket-headers",
                        (in, out) -> out.sendString(Mono.just(headers(in.headers()) + "\nend of headers")))
                .route(_ -> true, this::handle)).bindNow();
    }

    int port() {
        return server.port();
    }

    /** "503", "reset", "hang", "slow", or nothing for good behaviour: of every request that follows. */
    void behave(String how) {
        behaviour = how;
    }

    /** Lets go those that wait under /gate. */
    void openGate() {
        gate.tryEmitEmpty();
    }

    /** Goes on with the answers under /stream: after the first part each waits for this. */
    void stream(String part) {
        parts.tryEmitNext(part);
    }

    /** As a killed process: no more connections, and those that there are break. */
    void kill() {
        stop();
        reserved = ReservedPort.of(server.port());
    }

    private void stop() {
        server.channel().close().syncUninterruptibly();
        connections.forEach(connection -> connection.close().syncUninterruptibly());
    }

    void revive(int port) {
        reserved.close();
        reserved = null;
        server = listen(port);
    }

    @Override
    public void close() {
        stop();
        if (reserved != null) {
            reserved.close();
        }
    }

    private org.reactivestreams.Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        hits.incrementAndGet();
        requests.add(request.method() + " " + request.uri());
        response.header("X-Instance", id);
        switch (behaviour) {
            case "503" :
                return response.status(503).sendString(Mono.just("busy"));
            case "reset" :
                request.withConnection(connection -> connection.channel().close());
                return Mono.never();
            case "hang" :
                return Mono.never();
            case "slow" :
                return Mono.delay(Duration.ofMillis(1_200)).then(response.sendString(Mono.just("slow")).then());
            default :
        }
        String path = request.uri().replaceAll("\\?.*", "");
        return switch (path) {
            case "/gate" -> gate.asMono().then(response.sendString(Mono.just("through")).then());
            case "/stream" -> response.chunkedTransfer(true).header("Content-Type", "text/plain")
                    .sendGroups(Flux.just("part0").concatWith(parts.asFlux()).take(3)
                            .map(part -> Mono.just(Unpooled.copiedBuffer(part + "\n", StandardCharsets.UTF_8))));
            case "/events" -> response.sse().sendString(Flux.just("data: hello\n\n").concatWith(Flux.never()));
            case "/broken" -> response.header("Content-Length", "1000")
                    .send(Flux.concat(Mono.just(Unpooled.wrappedBuffer(new byte[10])),
                            Mono.delay(Duration.ofMillis(100)).then(Mono.error(new java.io.IOException("broken")))));
            case "/late" -> Mono.delay(Duration.ofMillis(100)).then(response.sendString(Mono.just("late")).then());
            case "/early" -> response.sendString(Mono.just("early"));
            case "/empty" -> response.status(204).send();
            case "/headers" -> response.header("Connection", "X-Secret, keep-alive").header("X-Secret", "1")
                    .header("X-Kept", "1").sendString(Mono.just(headers(request)));
            case "/plants" -> response.header("Set-Cookie", "JSESSIONID=1; Path=/")
                    .addHeader("Set-Cookie", "polis_session=planted; Path=/; HttpOnly")
                    .addHeader("set-cookie", "=polis_session=planted; Path=/").addHeader("Set-Cookie", "other=2")
                    .sendString(Mono.just("planted"));
            case "/size" -> request.receive().aggregate().asByteArray().map(bytes -> bytes.length).defaultIfEmpty(0)
                    .flatMap(size -> response.sendString(Mono.just(Integer.toString(size))).then());
            case "/large" -> response.send(Flux.range(0, 1024).map(_ -> Unpooled.wrappedBuffer(new byte[16 * 1024])));
            default -> request.receive().aggregate().asString(StandardCharsets.UTF_8).defaultIfEmpty("")
                    .flatMap(body -> response.sendString(Mono.just(
                            id + " " + request.method() + " " + request.uri() + (body.isEmpty() ? "" : " " + body)))
                            .then());
        };
    }

    private static String headers(HttpServerRequest request) {
        return headers(request.requestHeaders());
    }

    private static String headers(HttpHeaders headers) {
        return String.join("\n", headers.entries().stream()
                .map(header -> header.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + header.getValue()).toList());
    }

    List<String> requests() {
        return List.copyOf(requests);
    }
}
