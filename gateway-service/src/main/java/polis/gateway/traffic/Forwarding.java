package polis.gateway.traffic;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.problem.GatewayProblem;
import polis.gateway.upstream.Upstream;
import polis.gateway.upstream.Upstreams;
import polis.problem.ProblemException;
import reactor.core.publisher.Mono;

/** The last filter: takes the request to an instance, and the answer back. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Forwarding implements GatewayFilter {

    private final Upstreams upstreams;

    private final ForwardedHeaders forwarded;

    private final TrafficSettings settings;

    private final TrafficMeters meters;

    Forwarding(Upstreams upstreams, ForwardedHeaders forwarded, TrafficSettings settings, TrafficMeters meters) {
        this.upstreams = upstreams;
        this.forwarded = forwarded;
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Passage passage = Passage.of(exchange);
        Upstream upstream = upstreams.of(passage.route().service());
        if (upstream == null) {
            return Mono.error(noInstance(passage.route().service()));
        }
        return new Call(exchange, passage, upstream, new RequestHead(exchange.getRequest(), passage, forwarded),
                settings, meters).run();
    }

    static ProblemException noInstance(String service) {
        return new ProblemException(GatewayProblem.NO_INSTANCE,
                "No instance of the service " + service + " takes requests now. Try again in a moment.")
                .header("Retry-After", "1");
    }
}
