package polis.gateway.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers the request with which a client ends its connection (RFC 9112, section 9.6). Reactor-netty drops it when it
 * comes while the exchange before is not yet put away, be it pipelined or just quick. So it gets to see a request like any
 * other, and the connection is closed here, behind the answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection by itself.
final class LastRequest extends ChannelDuplexHandler {

    private int unanswered;

    private boolean announced;

    private boolean whole;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (whole) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            unanswered++;
            HttpHeaders headers = request.headers();
            if (headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
                announced = true;
                hide(headers);
            }
        }
        whole = announced && message instanceof LastHttpContent last && last.decoderResult().isSuccess();
        context.fireChannelRead(message);
    }

    /** Leaves what else the header names. */
    private static void hide(HttpHeaders headers) {
        List<String> others = new ArrayList<>();
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String option : line.split(",", -1)) {
                if (!HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(option.strip())) {
                    others.add(option.strip());
                }
            }
        }
        headers.remove(HttpHeaderNames.CONNECTION);
        if (!others.isEmpty()) {
            headers.set(HttpHeaderNames.CONNECTION, String.join(", ", others));
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean last = announced && unanswered <= 1;
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                context.write(message, promise);
                return;
            }
            if (last) {
                HttpUtil.setKeepAlive(response, false);
            }
        }
        if (message instanceof LastHttpContent) {
            unanswered = Math.max(0, unanswered - 1);
            if (last) {
                context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
                return;
            }
        }
        context.write(message, promise);
    }
}
