package polis.gateway.traffic;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** The headers of a WebSocket's handshake as an instance gets them. */
@Component
class WebSocketHeaders implements HttpHeadersFilter {

    private final ForwardedHeaders forwarded;

    WebSocketHeaders(ForwardedHeaders forwarded) {
        this.forwarded = forwarded;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        return new RequestHead(exchange.getRequest(), Passage.of(exchange), forwarded).copy(input);
    }
}
