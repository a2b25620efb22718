package polis.gateway.traffic;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** From where a request comes, as all of the gateway sees it. */
@Component
public class ClientAddress {

    private final ForwardedHeaders forwarded;

    ClientAddress(ForwardedHeaders forwarded) {
        this.forwarded = forwarded;
    }

    /** The last address on its way that is not one of our own proxies; null when the connection is gone. */
    public @Nullable InetAddress of(ServerHttpRequest request) {
        return forwarded.client(request);
    }
}
