package polis.gateway.traffic;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import polis.gateway.route.Route;
import polis.gateway.trace.Trace;

/**
 * What the gateway has decided about a request, for all filters on its way.
 *
 * @param path what the service gets to see: path and query, encoded as they came
 * @param prefix the part of the path that it does not get to see
 */
record Passage(Route route, String path, String prefix, Trace trace) {

    private static final String ATTRIBUTE = Passage.class.getName();

    void attach(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    static Passage of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    static @Nullable Passage find(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }
}
