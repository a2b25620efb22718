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

/**
 * Eureka's REST protocol, version 2. It answers before anything else in the chain of filters sees the request: a
 * heartbeat costs a comparison of the password, three look-ups and an empty answer.
 */
final class EurekaEndpoint extends HttpFilter {

    static final String PREFIX = "/eureka";

    private static final Logger log = LoggerFactory.getLogger(EurekaEndpoint.class);

    private final transient EurekaCallers callers;
    private final transient LeaseVerbs verbs;
    private final transient BatchVerbs batches;
    private final transient Payloads payloads;

    EurekaEndpoint(EurekaCallers callers, LeaseVerbs verbs, BatchVerbs batches, Payloads payloads) {
        this.callers = callers;
        this.verbs = verbs;
        this.batches = batches;
        this.payloads = payloads;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            var call = new EurekaCall(request, response, PREFIX);
            try {
                EurekaCaller caller = callers.of(request.getHeader("Authorization"),
                        call.asNode() || call.amongNodes());
                if (caller == null) {
                    throw new BadCall(401, "User and password of an Eureka client, please: those of a credential, which"
                            + " POST /api/v1/services/{service}/credentials makes, or the shared ones where they count.",
                            Map.of("WWW-Authenticate", "Basic realm=\"eureka\""));
                }
                call.by(caller);
                answer(call);
            } catch (BadCall refusal) {
                log.debug("Refused {} {}.", call.method(), call.path(), refusal);
                call.refuse(refusal);
            }
        } catch (BadCall unreadable) {
            response.setStatus(unreadable.status());
        }
    }

    private void answer(EurekaCall call) throws IOException {
        List<String> path = call.path();
        String root = path.isEmpty() ? "" : path.getFirst();
        switch (root) {
            case "apps" -> {
                if (path.size() > 1 && !(path.size() == 2 && path.get(1).equals("delta"))) {
                    verbs.answer(call, path);
                } else {
                    get(call, path.size() == 1 ? Fetch.Kind.ALL : Fetch.Kind.DELTA, "");
                }
            }
            case "vips" -> get(call, Fetch.Kind.VIP, only(path));
            case "svips" -> get(call, Fetch.Kind.SECURE_VIP, only(path));
            case "instances" -> verbs.find(call, only(path));
            case "peerreplication" -> batches.answer(call, only(path));
            default -> throw new BadCall(404, "Eureka's protocol has no such path.");
        }
    }

    private void get(EurekaCall call, Fetch.Kind kind, String name) throws IOException {
        if (!call.method().equals("GET")) {
            throw new BadCall(405, "This can be read only.", Map.of("Allow", "GET"));
        }
        Format format = call.wanted();
        call.send(payloads.get(new Fetch(kind, name, format)), format);
    }

    private static String only(List<String> path) {
        if (path.size() != 2) {
            throw new BadCall(404, "Eureka's protocol has no such path.");
        }
        return path.get(1);
    }
}
