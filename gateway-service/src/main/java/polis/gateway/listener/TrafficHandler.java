package polis.gateway.listener;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import polis.gateway.forward.ForwardedHeaders;
import polis.gateway.forward.Forwarding;
import polis.gateway.forward.OwnCredentials;
import polis.gateway.forward.RequestContext;
import polis.gateway.match.RawPath;
import polis.gateway.problem.GatewayProblem;
import polis.gateway.route.Route;
import polis.gateway.route.Routes;
import polis.gateway.trace.Trace;
import polis.gateway.trace.Traces;
import polis.gateway.websocket.WebSocketProxying;
import polis.problem.ProblemException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Everything that the traffic port does: it finds the route of a request and has it forwarded. */
// ADR 16, ADR 89
@Component
class TrafficHandler implements WebHandler {

    /**
     * A tunnel would lead past all routes (RFC 9110, section 9.3.6); an echo shows cookies to scripts (section 9.3.8).
     */
    private static final Set<HttpMethod> REFUSED = Set.of(HttpMethod.valueOf("CONNECT"), HttpMethod.TRACE);
    private static final String ALLOWED = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final Routes routes;
    private final Traces traces;
    private final ForwardedHeaders forwarded;
    private final RequestMeters meters;
    private final ErrorResponses errors;
    private final OwnCredentials credentials;
    private final Forwarding forwarding;
    private final WebSocketProxying webSockets;

    TrafficHandler(Routes routes, Traces traces, ForwardedHeaders forwarded, RequestMeters meters,
            ErrorResponses errors, OwnCredentials credentials, Forwarding forwarding, WebSocketProxying webSockets) {
        this.routes = routes;
        this.traces = traces;
        this.forwarded = forwarded;
        this.meters = meters;
        this.errors = errors;
        this.credentials = credentials;
        this.forwarding = forwarding;
        this.webSockets = webSockets;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        RequestMeters.Sample sample = meters.begin();
        Trace trace = traces.begin(exchange.getRequest(), forwarded::client);
        return Mono.defer(() -> forward(exchange, trace, sample)).onErrorResume(error -> errors.answer(exchange, error))
                .doFinally(end -> {
                    int status = status(exchange, end);
                    sample.end(status);
                    trace.end(status);
                });
    }

    private Mono<Void> forward(ServerWebExchange exchange, Trace trace, RequestMeters.Sample sample) {
        ServerHttpRequest request = exchange.getRequest();
        Route route = route(request);
        sample.service(route.service());
        String path = request.getURI().getRawPath();
        String query = request.getURI().getRawQuery();
        String target = RawPath.strip(path, route.stripPrefix());
        RequestContext context = new RequestContext(route, query == null ? target : target + "?" + query,
                RawPath.prefix(path, route.stripPrefix()), trace);
        ServerWebExchange stripped = credentials.strip(exchange, route);
        return WebSocketProxying.isHandshake(request)
                ? webSockets.proxy(stripped, context)
                : forwarding.forward(stripped, context);
    }

    private Route route(ServerHttpRequest request) {
        if (REFUSED.contains(request.getMethod())) {
            throw new ProblemException(GatewayProblem.METHOD_NOT_ALLOWED, "Method not allowed; use " + ALLOWED + ".")
                    .header("Allow", ALLOWED);
        }
        String path = request.getURI().getRawPath();
        if (RawPath.hasDotSegment(path)) {
            throw new ProblemException(GatewayProblem.AMBIGUOUS_PATH,
                    "The path has a segment \".\" or \"..\". Send the path that it leads to.");
        }
        Route route = routes.find(path);
        if (route == null) {
            throw new ProblemException(GatewayProblem.NO_ROUTE,
                    "No service of the current revision has a route for this path. Check the path, or add a route to the manifest.");
        }
        return route;
    }

    private static int status(ServerWebExchange exchange, SignalType end) {
        HttpStatusCode answered = exchange.getResponse().getStatusCode();
        return end == SignalType.CANCEL ? 0 : answered == null ? 200 : answered.value();
    }
}
