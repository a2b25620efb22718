package polis.gateway.websocket;

import java.util.List;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import polis.gateway.upstream.ConnectionSlot;
import reactor.core.publisher.Mono;

/** Holds a slot until the socket closes, long after the request has ended with its handshake. */
record SlotHandler(WebSocketHandler handler, ConnectionSlot slot) implements WebSocketHandler {

    @Override
    public List<String> getSubProtocols() {
        return handler.getSubProtocols();
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        return handler.handle(session).doFinally(_ -> slot.release());
    }
}
