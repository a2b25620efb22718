package polis.gateway.forward;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.upstream.Upstreams;
import reactor.core.publisher.Mono;

/** Takes a request to an instance of its service, and the answer back. */
@Component
public class Forwarding {

    private final Upstreams upstreams;
    private final ForwardedHeaders forwarded;
    private final ForwardSettings settings;
    private final AttemptMeters meters;

    Forwarding(Upstreams upstreams, ForwardedHeaders forwarded, ForwardSettings settings, AttemptMeters meters) {
        this.upstreams = upstreams;
        this.forwarded = forwarded;
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Sends the request to an instance and its answer to the client.
     *
     * @throws polis.problem.ProblemException when no instance of the service is known
     */
    public Mono<Void> forward(ServerWebExchange exchange, RequestContext context) {
        return new Call(exchange, context, upstreams.of(context.service()),
                new RequestHead(exchange.getRequest(), context.prefix(), forwarded), settings, meters).run();
    }
}
