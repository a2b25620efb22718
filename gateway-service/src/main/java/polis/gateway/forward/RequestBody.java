package polis.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;

/** The body of a request: streamed, and kept for a second try only where that is small. */
final class RequestBody {

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final String UPLOAD_WATCH = "upload-watch";

    private final ServerHttpRequest request;
    private final long length;
    private final boolean present;
    private final boolean keep;
    private final Duration idleTimeout;

    /** Of the connection's event loop, which reads what has come before it looks at its timers. */
    private final Scheduler timer;
    private byte @Nullable [] kept;
    private boolean touched;

    /** @param keep the most bytes to keep; 0 to keep none */
    RequestBody(ServerHttpRequest request, long keep, Duration idleTimeout) {
        this.request = request;
        this.length = request.getHeaders().getContentLength();
        this.present = length > 0 || (length < 0 && request.getHeaders().containsHeader("Transfer-Encoding"));
        this.keep = length > 0 && length <= keep;
        this.idleTimeout = idleTimeout;
        Connection connection = ServerHttpRequestDecorator.getNativeRequest(request);
        this.timer = Schedulers.fromExecutorService(connection.channel().eventLoop());
    }

    /** Returns whether it can be sent (again) from its beginning. */
    boolean replayable() {
        return !present || !touched || kept != null;
    }

    /** Declares the body as the client did; the headers are those of a client that takes each POST for chunked. */
    void declare(HttpHeaders headers) {
        if (length >= 0 || !present) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        if (length >= 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else if (!present && WITH_BODY.contains(request.getMethod())) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
    }

    Publisher<Void> send(NettyOutbound outbound) {
        if (!present) {
            return outbound;
        }
        if (!keep) {
            touched = true;
            return watched(outbound);
        }
        return outbound.send(kept().map(Unpooled::wrappedBuffer));
    }

    private Mono<byte[]> kept() {
        if (kept != null) {
            return Mono.just(kept);
        }
        return Mono.defer(() -> {
            touched = true;
            return DataBufferUtils.join(CompleteBody.atOnce(request)).timeout(idleTimeout, timer).map(buffer -> {
                byte[] bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                DataBufferUtils.release(buffer);
                kept = bytes;
                return bytes;
            });
        });
    }

    /** Behind the body the answer is waited for, which takes its own time. */
    private Publisher<Void> watched(NettyOutbound outbound) {
        UploadWatch watch = new UploadWatch(idleTimeout);
        outbound.withConnection(connection -> connection.addHandlerLast(UPLOAD_WATCH, watch));
        return outbound.send(CompleteBody.of(request).map(RequestBody::byteBuf)).then()
                .doFinally(_ -> outbound.withConnection(connection -> connection.removeHandler(UPLOAD_WATCH)));
    }

    private static ByteBuf byteBuf(DataBuffer buffer) {
        return NettyDataBufferFactory.toByteBuf(buffer);
    }
}
