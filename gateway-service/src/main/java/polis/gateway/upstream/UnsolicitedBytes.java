package polis.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import reactor.netty.NettyPipeline;

/**
 * Looks into a connection's socket just before a request is written. What stands there came before the request, so that
 * it cannot be its answer; on a busy machine it may have been there for long, and would be read only after the request
 * is on its way.
 */
final class UnsolicitedBytes {

    /** Never looked into: one for all threads. */
    private static final ByteBuffer ANY = ByteBuffer.allocateDirect(1);

    private UnsolicitedBytes() {}

    /**
     * Closes a connection on which something stands, or which the instance has closed. To be called on its event loop.
     * Over TLS, and without a native transport, the answer is always no: there the event loop alone finds such octets.
     *
     * @return whether the connection is now closed
     */
    static boolean close(Channel channel) {
        boolean spoilt = standOn(channel);
        if (spoilt) {
            cut(channel);
        }
        return spoilt;
    }

    /** Closes the connection at once: TLS would send close_notify first, and the pool could lend it meanwhile. */
    static void cut(Channel channel) {
        channel.unsafe().close(channel.voidPromise());
    }

    private static boolean standOn(Channel channel) {
        if (!(channel instanceof UnixChannel socket) || !channel.isActive()
                || channel.pipeline().get(NettyPipeline.SslHandler) != null) {
            return false;
        }
        try {
            return socket.fd().read(ANY, 0, 1) != 0;
        } catch (IOException broken) {
            return true;
        }
    }
}
