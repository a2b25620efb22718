package polis.gateway.forward;

import io.netty.channel.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import polis.gateway.trace.ClientSpan;
import polis.gateway.upstream.ConnectionSlot;
import polis.gateway.upstream.ExchangeCodec;
import polis.gateway.upstream.UpstreamInstance;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientRequest;

/** One attempt to get a request answered by one instance. */
final class Attempt {

    private final ConnectionSlot slot;
    private final ClientSpan span;
    private final long begun = System.nanoTime();
    private Duration timeout;
    private boolean handed;
    private volatile @Nullable EventLoop loop;
    private int status;

    /** @param timeout counts until {@link #start} sets another one */
    Attempt(ConnectionSlot slot, ClientSpan span, Duration timeout) {
        this.slot = slot;
        this.span = span;
        this.timeout = timeout;
    }

    UpstreamInstance instance() {
        return slot.instance();
    }

    /** Returns whether a connection had been found and the request handed to it. */
    boolean handed() {
        return handed;
    }

    /** Hands the request to a connection; returns whether the connection is good for it. */
    boolean handTo(HttpClientRequest request) {
        handed = true;
        if (request instanceof Connection connection) {
            loop = connection.channel().eventLoop();
            return !ExchangeCodec.closeIfSpoilt(connection.channel());
        }
        return true;
    }

    /** Sets what the instance is told of the trace, and how long it may take. */
    void start(HttpClientRequest request, Duration longest) {
        span.inject(request.requestHeaders());
        timeout = longest;
        request.responseTimeout(longest);
    }

    void answered(int code) {
        status = code;
    }

    /**
     * Cancels the exchange on the event loop of its connection. A client that leaves is heard on its own event loop;
     * cancelled there, an exchange that ends at the same moment would take along the one that has got its connection
     * next: reactor-netty looks for the connection once more.
     */
    void cancel(Runnable cancel) {
        EventLoop ours = loop;
        if (ours == null || ours.inEventLoop() || ours.isShuttingDown()) {
            cancel.run();
        } else {
            ours.execute(cancel);
        }
    }

    /** Returns the time it took. What is over its time-out is a standstill of ours, or the transfer of a body. */
    Duration taken() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        return elapsed.compareTo(timeout) < 0 ? elapsed : timeout;
    }

    void end() {
        if (slot.release()) {
            span.end(status);
        }
    }
}
