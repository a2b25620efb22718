package polis.gateway.listener;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import polis.gateway.match.Escaping;

/**
 * Lets requests pass that browsers make and java.net.URI refuses: the traffic port forwards them, the admin port says
 * what is wrong.
 */
@Sharable
final class TargetEscaping extends ChannelInboundHandlerAdapter {

    static final TargetEscaping HANDLER = new TargetEscaping();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            request.setUri(Escaping.escape(request.uri()));
        }
        context.fireChannelRead(message);
    }
}
