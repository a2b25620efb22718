package polis.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Knows whether the request that is being answered has come to its end. Reactor-netty completes a body as well when it
 * gives up reading, after bad framing or a time-out: half an upload would pass for a whole one (RFC 9112, section 8).
 */
// ADR 66
final class RequestEnd extends ChannelInboundHandlerAdapter {

    private boolean reached;

    /** To be asked on the channel's event loop, when the body has completed. */
    static boolean reached(Channel channel) {
        RequestEnd end = channel.pipeline().get(RequestEnd.class);
        return end != null && end.reached;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            reached = false;
        }
        if (message instanceof LastHttpContent last) {
            reached = last.decoderResult().isSuccess();
        }
        context.fireChannelRead(message);
    }
}
