package polis.gateway.trace;

import brave.Span;
import brave.propagation.TraceContext;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The span of one attempt at an instance. */
public final class ClientSpan {

    static final ClientSpan NONE = new ClientSpan(null, null);

    private final @Nullable Span span;
    private final TraceContext.@Nullable Injector<HttpHeaders> injector;

    ClientSpan(@Nullable Span span, TraceContext.@Nullable Injector<HttpHeaders> injector) {
        this.span = span;
        this.injector = injector;
    }

    /** Tells the instance which span it is called by. */
    public void inject(HttpHeaders headers) {
        if (span != null && injector != null) {
            injector.inject(span.context(), headers);
        }
    }

    /**
     * Ends the span.
     *
     * @param status what the instance answered; 0 when the attempt was cancelled or failed before
     */
    public void end(int status) {
        if (span != null) {
            end(span, status);
        }
    }

    static void end(Span span, int status) {
        if (status > 0) {
            span.tag("http.status_code", Integer.toString(status));
        }
        if (status == 0 || status >= 500) {
            span.tag("error", status == 0 ? "cancelled" : Integer.toString(status));
        }
        span.finish();
    }
}
