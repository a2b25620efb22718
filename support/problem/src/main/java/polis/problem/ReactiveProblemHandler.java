package polis.problem;

import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Answers what a controller or a filter of a reactive service threw; comes just before Spring Boot's own handler. */
@Order(-2)
final class ReactiveProblemHandler implements WebExceptionHandler {

    private final ReactiveProblemWriter writer;

    ReactiveProblemHandler(ReactiveProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return exchange.getResponse().isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(failure)
                ? Mono.error(failure)
                : writer.write(exchange, failure);
    }
}
