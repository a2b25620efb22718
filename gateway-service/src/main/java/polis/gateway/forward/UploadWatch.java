package polis.gateway.forward;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.handler.timeout.WriteTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Ends an upload in which nothing moves for too long, and says whose doing it is: the instance's, which does not take
 * what waits for it, or else its client's. Stands in the connection to the instance while a body is sent.
 */
// ADR 67
@SuppressWarnings("FutureReturnValueIgnored") // The failure is told before the connection closes.
final class UploadWatch extends IdleStateHandler {

    private @Nullable Object waiting;
    private long taken;

    /** Looks twice in so long: what is the same both times stands still. */
    UploadWatch(Duration longest) {
        super(0, Math.max(1, longest.toMillis() / 2), 0, TimeUnit.MILLISECONDS);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is the same part of the body that waits, not an equal one.
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        Object next = buffer == null ? null : buffer.current();
        long progress = buffer == null ? 0 : buffer.currentProgress();
        boolean moved = event.isFirst() || waiting != next || taken != progress;
        waiting = next;
        taken = progress;
        if (!moved) {
            context.fireExceptionCaught(next == null
                    ? new TimeoutException("Nothing of the body came in time")
                    : WriteTimeoutException.INSTANCE);
            context.close();
        }
    }
}
