package polis.gateway.trace;

import brave.Span;
import brave.Tracer;
import brave.propagation.TraceContext;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The gateway's part in one trace: a server span for the request, a client span for each attempt. */
public final class Trace {

    static final Trace NONE = new Trace();

    private final @Nullable Tracer tracer;
    private final TraceContext.@Nullable Injector<HttpHeaders> injector;
    private final @Nullable Span span;
    private final String method;

    private Trace() {
        tracer = null;
        injector = null;
        span = null;
        method = "";
    }

    Trace(Tracer tracer, TraceContext.Injector<HttpHeaders> injector, Span span, ServerHttpRequest request) {
        this.tracer = tracer;
        this.injector = injector;
        this.span = span;
        this.method = request.getMethod().name();
        span.kind(Span.Kind.SERVER).name(method.toLowerCase(Locale.ROOT));
        span.tag("http.method", method);
        span.tag("http.path", request.getURI().getRawPath());
        span.start();
    }

    /** Begins the span of an attempt at an instance of the service. */
    public ClientSpan clientSpan(String service, String host, int port) {
        if (tracer == null || span == null || injector == null) {
            return ClientSpan.NONE;
        }
        Span attempt = tracer.newChild(span.context()).kind(Span.Kind.CLIENT).name(method.toLowerCase(Locale.ROOT));
        attempt.remoteServiceName(service);
        attempt.remoteIpAndPort(host, port);
        attempt.tag("http.method", method);
        return new ClientSpan(attempt.start(), injector);
    }

    /**
     * Ends the span of the request.
     *
     * @param status what the client was answered; 0 when it was gone before
     */
    public void end(int status) {
        if (span != null) {
            ClientSpan.end(span, status);
        }
    }
}
