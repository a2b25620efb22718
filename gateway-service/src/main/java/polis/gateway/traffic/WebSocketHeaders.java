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
        HopByHop hopByHop = new HopByHop(input.getOrEmpty(HttpHeaders.CONNECTION));
        HttpHeaders passed = new HttpHeaders();
        input.forEach((name, values) -> {
            if (!hopByHop.contains(name)) {
                passed.put(name, values);
            }
        });
        forwarded.of(exchange.getRequest(), Passage.of(exchange).prefix()).forEach((name, value) -> {
            passed.remove(name);
            if (!value.isEmpty()) {
                passed.set(name, value);
            }
        });
        return passed;
    }
}
