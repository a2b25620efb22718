package polis.gateway.forward;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import polis.gateway.header.RequestRules;

/** The headers of a request as an instance gets them, over whichever protocol. */
public final class RequestHead {

    private final ServerHttpRequest request;
    private final String prefix;
    private final ForwardedHeaders forwarded;
    private final RequestRules rules;

    public RequestHead(ServerHttpRequest request, String prefix, ForwardedHeaders forwarded) {
        this.request = request;
        this.prefix = prefix;
        this.forwarded = forwarded;
        this.rules = new RequestRules(request.getHeaders().getOrEmpty("Connection"), forwarded.believed(request));
    }

    /** @param headers as the client made them: with the Host of the instance, which is kept */
    void write(HttpHeaders headers) {
        pass(request.getHeaders(), headers::set);
        forwarded.write(request, prefix, headers::set);
    }

    /**
     * Returns the headers that an instance gets.
     *
     * @param offered the request's headers, or some of them
     */
    public org.springframework.http.HttpHeaders copy(org.springframework.http.HttpHeaders offered) {
        org.springframework.http.HttpHeaders passed = new org.springframework.http.HttpHeaders();
        pass(offered, passed::put);
        forwarded.write(request, prefix, passed::set);
        return passed;
    }

    private void pass(org.springframework.http.HttpHeaders offered, BiConsumer<String, List<String>> to) {
        offered.forEach((name, values) -> {
            if (rules.passes(name)) {
                to.accept(name, values);
            }
        });
    }
}
