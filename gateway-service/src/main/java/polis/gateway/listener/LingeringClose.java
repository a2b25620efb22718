package polis.gateway.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection in stages when its client may still be sending (RFC 9112, section 9.6): octets that meet a closed
 * socket are answered with a reset, and that can take from the client the answer which it has not read yet. So only the
 * gateway's own side is closed at first, and what comes is dropped until the client closes too, for some seconds at
 * most.
 *
 * <p>Stands in front of everything else: over TLS close_notify has been sent by then.
 */
// ADR 66
@SuppressWarnings("FutureReturnValueIgnored") // The channel's close future tells.
final class LingeringClose extends ChannelDuplexHandler {

    private static final long LONGEST_SECONDS = 5;

    /** More than what two sockets hold, so that a client that looks at its answer in between gets to see it. */
    private static final long MOST_OCTETS = 32 * 1024 * 1024;

    private final ConnectionState state;
    private boolean lingering;
    private long dropped;

    LingeringClose(ConnectionState state) {
        this.state = state;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!lingering && !(state.mayStillSend() && context.channel() instanceof DuplexChannel)) {
            context.close(promise);
            return;
        }
        context.channel().closeFuture().addListener(_ -> promise.trySuccess());
        if (!lingering) {
            lingering = true;
            linger(context, (DuplexChannel) context.channel());
        }
    }

    private static void linger(ChannelHandlerContext context, DuplexChannel channel) {
        ScheduledFuture<?> end = context.executor().schedule(() -> context.close(), LONGEST_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(_ -> end.cancel(false));
        channel.shutdownOutput().addListener(half -> {
            if (half.isSuccess()) {
                channel.config().setAutoRead(true);
            } else {
                context.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!lingering) {
            context.fireChannelRead(message);
            return;
        }
        if (message instanceof ByteBuf octets) {
            dropped += octets.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (dropped > MOST_OCTETS) {
            context.close();
        }
    }
}
