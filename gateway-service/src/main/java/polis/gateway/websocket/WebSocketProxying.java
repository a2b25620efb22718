package polis.gateway.websocket;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.WebsocketRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.forward.ForwardedHeaders;
import polis.gateway.forward.RequestContext;
import polis.gateway.forward.RequestHead;
import polis.gateway.trace.ClientSpan;
import polis.gateway.upstream.AllowedAddresses;
import polis.gateway.upstream.ConnectionSlot;
import polis.gateway.upstream.Upstream;
import polis.gateway.upstream.UpstreamInstance;
import polis.gateway.upstream.Upstreams;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpClient;

/** Takes a WebSocket to an instance, where it counts as in flight until it is closed. */
// ADR 16, ADR 89
@Component
public class WebSocketProxying {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Upstreams upstreams;
    private final ForwardedHeaders forwarded;
    private final AllowedAddresses addresses;
    private final WebSocketClient client;
    private final WebSocketService server = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());

    WebSocketProxying(Upstreams upstreams, ForwardedHeaders forwarded, AllowedAddresses addresses) {
        this.upstreams = upstreams;
        this.forwarded = forwarded;
        this.addresses = addresses;
        this.client = new ReactorNettyWebSocketClient(
                InterimResponses.dropped(HttpClient.create().resolver(addresses)));
    }

    /** Returns whether a request wants a WebSocket. */
    public static boolean isHandshake(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /**
     * Opens a connection to an instance and hands on messages both ways.
     *
     * @throws polis.problem.ProblemException when no instance of the service is known
     */
    public Mono<Void> proxy(ServerWebExchange exchange, RequestContext context) {
        return open(exchange, context, upstreams.of(context.service()), new ArrayList<>(2));
    }

    private Mono<Void> open(ServerWebExchange exchange, RequestContext context, Upstream upstream,
            List<UpstreamInstance> tried) {
        ConnectionSlot slot = upstream.acquire(tried);
        if (slot == null) {
            return Mono.error(upstream.noInstance());
        }
        UpstreamInstance instance = slot.instance();
        tried.add(instance);
        // The library accepts the client's handshake before it connects: by then it is too late for another instance.
        return reach(instance).then(Mono.defer(() -> proxied(exchange, context, slot))).doOnCancel(slot::release)
                .onErrorResume(error -> {
                    slot.release();
                    if (!Upstream.unreachable(error) || exchange.getResponse().isCommitted()) {
                        return Mono.error(error);
                    }
                    upstream.eject(instance);
                    return open(exchange, context, upstream, tried);
                });
    }

    private Mono<Void> reach(UpstreamInstance instance) {
        return TcpClient.newConnection().resolver(addresses).host(instance.host()).port(instance.port()).connect()
                .doOnNext(connection -> connection.dispose()).then();
    }

    private Mono<Void> proxied(ServerWebExchange exchange, RequestContext context, ConnectionSlot slot) {
        UpstreamInstance instance = slot.instance();
        String scheme = instance.secure() ? "wss" : "ws";
        String host = instance.host().indexOf(':') < 0 ? instance.host() : "[" + instance.host() + "]";
        // The library takes its target from here.
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                URI.create(scheme + "://" + host + ":" + instance.port() + context.path()));
        RequestHead head = new RequestHead(exchange.getRequest(), context.prefix(), forwarded);
        ClientSpan span = context.trace().clientSpan(context.service(), instance.host(), instance.port());
        WebSocketService holding = (handshake, handler) -> server.handleRequest(handshake,
                new SlotHandler(handler, slot));
        return new WebsocketRoutingFilter(client, holding, filters((offered, _) -> head.copy(offered)))
                .filter(exchange, _ -> Mono.empty()).doFinally(_ -> span.end(SWITCHING_PROTOCOLS));
    }

    /** The library adds filters of its own to the list. */
    private static ObjectProvider<List<HttpHeadersFilter>> filters(HttpHeadersFilter filter) {
        return new ObjectProvider<>() {

            @Override
            public Stream<List<HttpHeadersFilter>> stream() {
                return Stream.of(new ArrayList<>(List.of(filter)));
            }
        };
    }
}
