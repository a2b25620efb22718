package polis.gateway.listener;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The answer that reactor-netty has given by itself, to a body with bad framing: whoever read the body fails as well,
 * and has nothing to add.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class NettyResponse implements WebExceptionHandler {

    /** Returns whether there is one. */
    public static boolean sent(ServerHttpResponse response) {
        HttpServerResponse connection = ServerHttpResponseDecorator.getNativeResponse(response);
        return !response.isCommitted() && connection.hasSentHeaders();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return sent(exchange.getResponse()) ? Mono.empty() : Mono.error(failure);
    }
}
