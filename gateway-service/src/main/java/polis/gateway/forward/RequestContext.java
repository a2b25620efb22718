package polis.gateway.forward;

import polis.gateway.route.Route;
import polis.gateway.trace.Trace;

/**
 * What the gateway has decided about a request.
 *
 * @param path what the service gets to see: path and query, encoded as they came
 * @param prefix the part of the path that it does not get to see
 */
public record RequestContext(Route route, String path, String prefix, Trace trace) {

    public String service() {
        return route.service();
    }
}
