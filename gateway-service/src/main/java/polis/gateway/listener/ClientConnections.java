package polis.gateway.listener;

import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import polis.gateway.forward.CompleteBody;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts our handlers into each connection of a client, once. Spring Boot applies it to the traffic port by itself. */
@Component
public class ClientConnections implements NettyServerCustomizer {

    private final ClientTimeouts timeouts;

    ClientConnections(ClientSettings settings) {
        this.timeouts = ClientTimeouts.of(settings);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> {
            ConnectionState state = new ConnectionState();
            RequestTimeout timeout = new RequestTimeout(state, timeouts);
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addFirst("lingering-close", new LingeringClose(state));
            pipeline.addBefore(NettyPipeline.HttpCodec, "octets", timeout.octets());
            pipeline.addAfter(NettyPipeline.HttpCodec, "connection-close", new ConnectionClose(state));
            pipeline.addAfter("connection-close", "state", state);
            pipeline.addAfter("state", "timeout", timeout);
            pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "escaping", TargetEscaping.HANDLER);
            pipeline.addAfter(NettyPipeline.HttpTrafficHandler, "request-end", CompleteBody.endOfRequest());
        });
    }
}
