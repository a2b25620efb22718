package polis.gateway.forward;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import polis.gateway.header.HopByHop;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClientResponse;

/** Passes the answer of an instance on to the client, as it comes. */
final class ResponseRelay {

    private static final Set<String> LIVE = Set.of("event-stream", "x-ndjson", "stream+json", "grpc",
            "x-mixed-replace");

    private final ServerHttpResponse to;
    private final Duration idleTimeout;

    ResponseRelay(ServerHttpResponse to, Duration idleTimeout) {
        this.to = to;
        this.idleTimeout = idleTimeout;
    }

    Mono<Void> pass(HttpClientResponse from, ByteBufFlux content) {
        to.setRawStatusCode(from.status().code());
        HopByHop hopByHop = new HopByHop(from.responseHeaders().getAll("Connection"));
        for (Map.Entry<String, String> header : from.responseHeaders()) {
            if (!hopByHop.contains(header.getKey())
                    && !OwnCredentials.setsSession(header.getKey(), header.getValue())) {
                to.getHeaders().add(header.getKey(), header.getValue());
            }
        }
        waitForPartsOnly(from);
        NettyDataBufferFactory buffers = (NettyDataBufferFactory) to.bufferFactory();
        Flux<DataBuffer> body = content.retain().map(buffers::wrap);
        // The head of a live stream goes out at once, and each part of it; all else waits for its first part, so that a
        // connection that breaks before it can still be answered by another instance.
        return live(from) ? to.writeAndFlushWith(body.map(Mono::just)) : to.writeWith(body);
    }

    /** From here on it is the pause between two parts that is limited, not the time to the head. */
    private void waitForPartsOnly(HttpClientResponse from) {
        if (from instanceof Connection connection) {
            ChannelPipeline pipeline = connection.channel().pipeline();
            if (pipeline.get(NettyPipeline.ResponseTimeoutHandler) != null) {
                pipeline.replace(NettyPipeline.ResponseTimeoutHandler, NettyPipeline.ResponseTimeoutHandler,
                        new ReadTimeoutHandler(idleTimeout.toMillis(), TimeUnit.MILLISECONDS));
            }
        }
    }

    private static boolean live(HttpClientResponse from) {
        String type = from.responseHeaders().get("Content-Type");
        if (type == null) {
            return false;
        }
        try {
            return LIVE.contains(MediaType.parseMediaType(type).getSubtype());
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
