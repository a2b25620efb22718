package polis.gateway.traffic;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import polis.gateway.match.RawPath;
import polis.gateway.problem.GatewayProblem;
import polis.gateway.route.Route;
import polis.gateway.route.Routes;
import polis.gateway.trace.Trace;
import polis.gateway.trace.Traces;
import polis.problem.ProblemException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Everything that the traffic port does: it finds the route of a request and sends it through the filters. */
class TrafficHandler implements WebHandler {

    /**
     * A tunnel would lead past all routes (RFC 9110, section 9.3.6); an echo shows cookies to scripts (section 9.3.8).
     */
    private static final Set<HttpMethod> REFUSED = Set.of(HttpMethod.valueOf("CONNECT"), HttpMethod.TRACE);

    private static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final Routes routes;

    private final Traces traces;

    private final ForwardedHeaders forwarded;

    private final TrafficMeters meters;

    private final TrafficErrors errors;

    private final FilterChain chain;

    TrafficHandler(Routes routes, Traces traces, ForwardedHeaders forwarded, TrafficMeters meters, TrafficErrors errors,
            List<GatewayFilter> filters) {
        this.routes = routes;
        this.traces = traces;
        this.forwarded = forwarded;
        this.meters = meters;
        this.errors = errors;
        this.chain = FilterChain.of(filters);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        long begun = System.nanoTime();
        Trace trace = traces.begin(exchange.getRequest(), forwarded::client);
        return Mono.defer(() -> pass(exchange, trace)).onErrorResume(error -> errors.answer(exchange, error))
                .doFinally(end -> end(exchange, trace, begun, end));
    }

    private Mono<Void> pass(ServerWebExchange exchange, Trace trace) {
        ServerHttpRequest request = exchange.getRequest();
        if (REFUSED.contains(request.getMethod())) {
            throw new ProblemException(GatewayProblem.METHOD_NOT_ALLOWED,
                    "The gateway opens no tunnels and echoes no requests: use one of " + ALLOWED + ".")
                    .header("Allow", ALLOWED);
        }
        String path = request.getURI().getRawPath();
        if (RawPath.hasDotSegment(path)) {
            throw new ProblemException(GatewayProblem.AMBIGUOUS_PATH,
                    "The path has a segment \".\" or \"..\": send the path that they lead to.");
        }
        Route route = routes.find(path);
        if (route == null) {
            throw new ProblemException(GatewayProblem.NO_ROUTE,
                    "No service of the current revision has a route for this path.");
        }
        String query = request.getURI().getRawQuery();
        String target = RawPath.strip(path, route.stripPrefix());
        new Passage(route, query == null ? target : target + "?" + query, RawPath.prefix(path, route.stripPrefix()),
                trace).attach(exchange);
        return chain.filter(exchange);
    }

    private void end(ServerWebExchange exchange, Trace trace, long begun, SignalType end) {
        HttpStatusCode answered = exchange.getResponse().getStatusCode();
        int status = end == SignalType.CANCEL ? 0 : answered == null ? 200 : answered.value();
        @Nullable
        Passage passage = Passage.find(exchange);
        meters.request(passage == null ? null : passage.route().service(), status, System.nanoTime() - begun);
        trace.end(status);
    }
}
