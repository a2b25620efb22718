package polis.gateway.listener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.problem.ReactiveProblemWriter;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerRequest;

/** Ends a request that failed: with a problem document, or by breaking off an answer that has begun. */
@Component
class ErrorResponses {

    private static final Logger log = LoggerFactory.getLogger(ErrorResponses.class);
    private static final int BAD_REQUEST = 400;

    private final ReactiveProblemWriter problems;

    ErrorResponses(ReactiveProblemWriter problems) {
        this.problems = problems;
    }

    Mono<Void> answer(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            // The client must see that the answer is not whole: neither a last chunk nor another request follows.
            log.debug("Broke off the answer to {} {}", exchange.getRequest().getMethod(),
                    exchange.getRequest().getURI(), error);
            return breakOff(exchange.getRequest());
        }
        if (NettyResponse.sent(exchange.getResponse())) {
            exchange.getResponse().setRawStatusCode(BAD_REQUEST);
            return Mono.empty();
        }
        exchange.getResponse().getHeaders().clear();
        return problems.write(exchange, error);
    }

    private static Mono<Void> breakOff(ServerHttpRequest request) {
        HttpServerRequest connection = ServerHttpRequestDecorator.getNativeRequest(request);
        return Mono.fromRunnable(() -> connection.withConnection(DisposableChannel::dispose));
    }
}
