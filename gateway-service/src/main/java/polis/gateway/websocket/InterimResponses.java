package polis.gateway.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;

/**
 * Drops the interim answers before that to a WebSocket's handshake, which alone reactor-netty expects. Connections of
 * WebSockets are never pooled, so that nothing else of them can reach another client.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {

    private boolean interim;

    static HttpClient dropped(HttpClient client) {
        return client.doOnChannelInit((_, channel, _) -> channel.pipeline().addAfter(NettyPipeline.HttpCodec,
                "interim-answers", new InterimResponses()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse answer) {
            interim = answer.decoderResult().isSuccess() && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && answer.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
            if (!interim) {
                context.pipeline().remove(this);
            }
        }
        if (interim) {
            if (message instanceof LastHttpContent && !context.channel().config().isAutoRead()) {
                context.read();
            }
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }
}
