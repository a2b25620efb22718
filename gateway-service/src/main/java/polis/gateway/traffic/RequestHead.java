package polis.gateway.traffic;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The headers of a request as an instance gets them. */
final class RequestHead {

    private final ServerHttpRequest request;

    private final HopByHop hopByHop;

    private final Map<String, String> forwarded;

    RequestHead(ServerHttpRequest request, Passage passage, ForwardedHeaders forwarded) {
        this.request = request;
        this.hopByHop = new HopByHop(request.getHeaders().getOrEmpty("Connection"));
        this.forwarded = forwarded.of(request, passage.prefix());
    }

    /** @param headers as the client made them: with the Host of the instance, which is kept */
    void write(HttpHeaders headers) {
        request.getHeaders().forEach((name, values) -> {
            if (!hopByHop.contains(name) && !forwarded.containsKey(name) && !ownedByTheConnection(name)) {
                headers.set(name, values);
            }
        });
        forwarded.forEach((name, value) -> {
            if (!value.isEmpty()) {
                headers.set(name, value);
            }
        });
    }

    /** Expect has been answered by our own server by the time the body is read. */
    private static boolean ownedByTheConnection(String name) {
        return name.equalsIgnoreCase("Host") || name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Expect");
    }
}
