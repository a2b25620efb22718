package polis.gateway.listener;

import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts what watches a client into each connection, once. Spring Boot applies it to the traffic port by itself. */
@Component
public class ClientConnections implements NettyServerCustomizer {

    private final Patience patience;

    ClientConnections(ClientSettings settings) {
        this.patience = Patience.of(settings);
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) -> {
            Conversation conversation = new Conversation();
            ClientPace pace = new ClientPace(conversation, patience);
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addFirst("lingering-close", new LingeringClose(conversation));
            pipeline.addBefore(NettyPipeline.HttpCodec, "octets", pace.octets());
            pipeline.addAfter(NettyPipeline.HttpCodec, "last-request", new LastRequest(conversation));
            pipeline.addAfter("last-request", "conversation", conversation);
            pipeline.addAfter("conversation", "pace", pace);
            pipeline.addAfter(NettyPipeline.HttpTrafficHandler, "request-end", new RequestEnd());
        });
    }
}
