package polis.gateway.traffic;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.upstream.Member;
import reactor.core.publisher.Mono;

/**
 * A WebSocket's place at an instance. The request ends with the handshake; the place is held until the socket closes.
 */
final class WebSocketStay {

    private static final String ATTRIBUTE = WebSocketStay.class.getName();

    private final Member member;

    private final AtomicBoolean ended = new AtomicBoolean();

    WebSocketStay(Member member) {
        this.member = member;
    }

    void attach(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            member.leave();
        }
    }

    /** A service whose sockets end the stay of their exchange when they close. */
    static WebSocketService ending(WebSocketService sockets) {
        return (exchange, handler) -> sockets.handleRequest(exchange,
                new Ending(handler, exchange.getRequiredAttribute(ATTRIBUTE)));
    }

    private record Ending(WebSocketHandler handler, WebSocketStay stay) implements WebSocketHandler {

        @Override
        public List<String> getSubProtocols() {
            return handler.getSubProtocols();
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            return handler.handle(session).doFinally(_ -> stay.end());
        }
    }
}
