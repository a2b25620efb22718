package polis.gateway.traffic;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.WebsocketRoutingFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.trace.Trace;
import polis.gateway.upstream.JudgedAddresses;
import polis.gateway.upstream.Member;
import polis.gateway.upstream.Upstream;
import polis.gateway.upstream.Upstreams;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;

/** Takes a WebSocket to an instance, where it stays and counts as in flight until it is closed. */
@Component
@Order(0)
class WebSocketProxying implements GatewayFilter {

    private final Upstreams upstreams;

    private final WebsocketRoutingFilter proxy;

    private final JudgedAddresses judged;

    WebSocketProxying(Upstreams upstreams, WebsocketRoutingFilter proxy, JudgedAddresses judged) {
        this.upstreams = upstreams;
        this.proxy = proxy;
        this.judged = judged;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!"websocket".equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade())) {
            return chain.filter(exchange);
        }
        Passage passage = Passage.of(exchange);
        Upstream upstream = upstreams.of(passage.route().service());
        return upstream == null
                ? Mono.error(Forwarding.noInstance(passage.route().service()))
                : open(exchange, passage, upstream, new ArrayList<>(2));
    }

    private Mono<Void> open(ServerWebExchange exchange, Passage passage, Upstream upstream, List<Member> tried) {
        Member member = upstream.enter(tried);
        if (member == null) {
            return Mono.error(Forwarding.noInstance(upstream.service()));
        }
        tried.add(member);
        WebSocketStay stay = new WebSocketStay(member);
        stay.attach(exchange);
        // The proxy accepts the client's handshake before it connects: by then it is too late for another instance.
        return reach(member).then(Mono.defer(() -> proxied(exchange, passage, upstream, member))).doOnCancel(stay::end)
                .onErrorResume(error -> {
                    stay.end();
                    if (Failure.of(error, true) != Failure.UNREACHABLE || exchange.getResponse().isCommitted()) {
                        return Mono.error(error);
                    }
                    upstream.eject(member);
                    return open(exchange, passage, upstream, tried);
                });
    }

    private Mono<Void> reach(Member member) {
        return TcpClient.newConnection().resolver(judged).host(member.host()).port(member.port()).connect()
                .doOnNext(connection -> connection.dispose()).then();
    }

    private Mono<Void> proxied(ServerWebExchange exchange, Passage passage, Upstream upstream, Member member) {
        String scheme = member.secure() ? "wss" : "ws";
        String host = member.host().indexOf(':') < 0 ? member.host() : "[" + member.host() + "]";
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                URI.create(scheme + "://" + host + ":" + member.port() + passage.path()));
        Trace.Leg leg = passage.trace().leg(upstream.service(), member.host(), member.port());
        return proxy.filter(exchange, _ -> Mono.empty()).doFinally(_ -> leg.end(101));
    }
}
