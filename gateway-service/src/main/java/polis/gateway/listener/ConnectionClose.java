package polis.gateway.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees the request with which a client ends its connection (RFC 9112, section 9.6). Reactor-netty drops it when it
 * comes while the exchange before is not yet put away, be it pipelined or just quick. So it gets to see a request like
 * any other, and {@link ConnectionState} closes behind the answer.
 */
// ADR 66
final class ConnectionClose extends ChannelInboundHandlerAdapter {

    private final ConnectionState state;
    private boolean announced;
    private boolean whole;

    ConnectionClose(ConnectionState state) {
        this.state = state;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (whole) {
            state.refuse();
        } else if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            HttpHeaders headers = request.headers();
            if (headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
                announced = true;
                state.closeAfterAnswer();
                hide(headers);
            }
        }
        whole = whole || (announced && message instanceof LastHttpContent last && last.decoderResult().isSuccess());
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
}
