package polis.registry.eureka;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

// ADR 20
/**
 * Eureka's REST protocol, version 2. It answers before anything else in the chain of filters sees the request: a
 * heartbeat costs a comparison of the password, three look-ups and an empty answer.
 */
final class EurekaEndpoint extends HttpFilter {

    static final String PREFIX = "/eureka";

    private static final Logger log = LoggerFactory.getLogger(EurekaEndpoint.class);

    private final transient EurekaAuthentication authentication;
    private final transient InstanceResource instances;
    private final transient BatchResource batches;
    private final transient Payloads payloads;

    EurekaEndpoint(EurekaAuthentication authentication, InstanceResource instances, BatchResource batches,
            Payloads payloads) {
        this.authentication = authentication;
        this.instances = instances;
        this.batches = batches;
        this.payloads = payloads;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            var exchange = new EurekaExchange(request, response, PREFIX);
            try {
                EurekaPrincipal caller = authentication.of(request.getHeader("Authorization"),
                        exchange.asNode() || exchange.betweenNodes());
                if (caller == null) {
                    throw new EurekaException(401,
                            "Authentication required: HTTP Basic with the Eureka client user. POST"
                                    + " /api/v1/services/{service}/credentials makes a credential; the shared user works where it is enabled.",
                            Map.of("WWW-Authenticate", "Basic realm=\"eureka\""));
                }
                exchange.by(caller);
                answer(exchange);
            } catch (EurekaException refusal) {
                log.debug("Refused {} {}.", exchange.method(), exchange.path(), refusal);
                exchange.refuse(refusal);
            }
        } catch (EurekaException unreadable) {
            response.setStatus(unreadable.status());
        }
    }

    private void answer(EurekaExchange exchange) throws IOException {
        List<String> path = exchange.path();
        String root = path.isEmpty() ? "" : path.getFirst();
        switch (root) {
            case "apps" -> {
                if (path.size() > 1 && !(path.size() == 2 && path.get(1).equals("delta"))) {
                    instances.answer(exchange, path);
                } else {
                    get(exchange, path.size() == 1 ? Fetch.Kind.ALL : Fetch.Kind.DELTA, "");
                }
            }
            case "vips" -> get(exchange, Fetch.Kind.VIP, only(path));
            case "svips" -> get(exchange, Fetch.Kind.SECURE_VIP, only(path));
            case "instances" -> instances.find(exchange, only(path));
            case "peerreplication" -> batches.answer(exchange, only(path));
            default -> throw EurekaException.unknownPath();
        }
    }

    private void get(EurekaExchange exchange, Fetch.Kind kind, String name) throws IOException {
        if (!exchange.method().equals("GET")) {
            throw EurekaException.methodNotAllowed("GET");
        }
        Format format = exchange.accepted();
        exchange.send(payloads.get(new Fetch(kind, name, format)), format);
    }

    private static String only(List<String> path) {
        if (path.size() != 2) {
            throw EurekaException.unknownPath();
        }
        return path.get(1);
    }
}
