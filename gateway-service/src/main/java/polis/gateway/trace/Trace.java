package polis.gateway.trace;

import brave.Span;
import brave.Tracer;
import brave.propagation.TraceContext;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The gateway's part in one trace: a server span for the request, a client span for each try. */
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

    /** Begins the span of a try at an instance of the service. */
    public Leg leg(String service, String host, int port) {
        if (tracer == null || span == null || injector == null) {
            return Leg.NONE;
        }
        Span leg = tracer.newChild(span.context()).kind(Span.Kind.CLIENT).name(method.toLowerCase(Locale.ROOT));
        leg.remoteServiceName(service);
        leg.remoteIpAndPort(host, port);
        leg.tag("http.method", method);
        return new Leg(leg.start(), injector);
    }

    /**
     * Ends the span of the request.
     *
     * @param status what the client was answered; 0 when it was gone before
     */
    public void end(int status) {
        if (span != null) {
            Leg.end(span, status);
        }
    }

    /** One try. */
    public static final class Leg {

        static final Leg NONE = new Leg(null, null);

        private final @Nullable Span span;

        private final TraceContext.@Nullable Injector<HttpHeaders> injector;

        private Leg(@Nullable Span span, TraceContext.@Nullable Injector<HttpHeaders> injector) {
            this.span = span;
            this.injector = injector;
        }

        /** Tells the instance which span it is called by. */
        public void passOn(HttpHeaders headers) {
            if (span != null && injector != null) {
                injector.inject(span.context(), headers);
            }
        }

        public void end(int status) {
            if (span != null) {
                end(span, status);
            }
        }

        public void fail(Throwable failure) {
            if (span != null) {
                span.error(failure).finish();
            }
        }

        private static void end(Span span, int status) {
            if (status > 0) {
                span.tag("http.status_code", Integer.toString(status));
            }
            if (status == 0 || status >= 500) {
                span.tag("error", status == 0 ? "cancelled" : Integer.toString(status));
            }
            span.finish();
        }
    }
}
