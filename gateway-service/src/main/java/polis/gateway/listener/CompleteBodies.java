package polis.gateway.listener;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import polis.gateway.forward.CompleteBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives everything behind the admin port whole bodies only; the traffic port, which has no such filters, asks itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CompleteBodies implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean body = request.getHeaders().getContentLength() > 0
                || request.getHeaders().containsHeader("Transfer-Encoding");
        return chain.filter(body ? exchange.mutate().request(new Whole(request)).build() : exchange);
    }

    private static final class Whole extends ServerHttpRequestDecorator {

        private Whole(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return CompleteBody.atOnce(getDelegate());
        }
    }
}
