package polis.gateway.traffic;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import polis.gateway.match.Escaping;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Lets requests pass that browsers make and java.net.URI refuses: the traffic port forwards them, the admin port says
 * what is wrong.
 */
@Component
public class LenientTargets implements NettyServerCustomizer {

    private static final EscapingHandler HANDLER = new EscapingHandler();

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit(
                (_, channel, _) -> channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, "escaping", HANDLER));
    }

    @Sharable
    private static final class EscapingHandler extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                request.setUri(Escaping.escape(request.uri()));
            }
            context.fireChannelRead(message);
        }
    }
}
