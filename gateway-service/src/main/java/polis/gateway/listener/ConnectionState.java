package polis.gateway.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows where a client stands in what it sends and which answers it still gets, and closes its connection behind the
 * last of them. One per connection, behind the codec: what must not reach reactor-netty ends here.
 */
// ADR 66
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection by itself.
final class ConnectionState extends ChannelDuplexHandler {

    enum Stage {
        /** A head has begun, or the connection has and nothing came yet. */
        HEAD,
        BODY,
        /** Idle: the server's idle time-out counts. */
        IDLE,
        /** A WebSocket. */
        UPGRADED,
        /** Whatever still comes is dropped. */
        REFUSED
    }

    private static final Logger log = LoggerFactory.getLogger(ConnectionState.class);

    private Stage stage = Stage.HEAD;
    private int exchanges;
    private boolean answering;
    private boolean answered;
    private boolean closing;

    Stage stage() {
        return stage;
    }

    /** Requests that have begun and whose answers have not ended; more than one when they are pipelined. */
    int exchanges() {
        return exchanges;
    }

    boolean answering() {
        return answering;
    }

    /** Returns whether a client has an answer and may still be sending: closed at once, it may lose that answer. */
    boolean mayStillSend() {
        boolean sending = stage != Stage.IDLE || exchanges > 0;
        return answered && !answering && sending && stage != Stage.UPGRADED;
    }

    /** Notes that octets came which are not decoded yet; returns whether a head begins with them. */
    boolean dataReceived() {
        boolean begins = stage == Stage.IDLE;
        if (begins) {
            stage = Stage.HEAD;
        }
        return begins;
    }

    /** From here on the client is not listened to. */
    void refuse() {
        stage = Stage.REFUSED;
    }

    /** The answer to the request that came last, or that comes now, ends the connection. */
    void closeAfterAnswer() {
        closing = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (stage == Stage.REFUSED) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            exchanges++;
            stage = Stage.BODY;
            if (request.decoderResult().isFailure()) {
                invalid();
            }
        }
        if (message instanceof HttpContent content && stage == Stage.BODY && !contentReceived(context, content)) {
            return;
        }
        context.fireChannelRead(message);
    }

    /** Returns whether it is to be passed on. */
    private boolean contentReceived(ChannelHandlerContext context, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            invalid();
            if (exchanges == 0 || (answering && exchanges == 1)) {
                // It has its answer, or half of it: a 400 would end that half as if it were whole.
                content.release();
                context.close();
                return false;
            }
            if (content.decoderResult().cause() instanceof TooLongFrameException) {
                // Else the line of a chunk is taken for that of a request: 414.
                content.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("chunk line too long")));
            }
        } else if (content instanceof LastHttpContent) {
            stage = Stage.IDLE;
        }
        return true;
    }

    /** Nobody can tell where the next message would begin. Whoever answers this one need not know that. */
    private void invalid() {
        refuse();
        closeAfterAnswer();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (stage == Stage.UPGRADED) {
            context.write(message, promise);
            return;
        }
        boolean last = closing && exchanges <= 1;
        if (message instanceof HttpResponse response) {
            if (interim(response)) {
                if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                    stage = Stage.UPGRADED;
                }
                context.write(message, promise);
                return;
            }
            answering = true;
            if (last) {
                HttpUtil.setKeepAlive(response, false);
            }
        }
        if (message instanceof LastHttpContent) {
            answering = false;
            answered = true;
            exchanges = Math.max(0, exchanges - 1);
            if (last) {
                context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
                return;
            }
        }
        context.write(message, promise);
    }

    static boolean interim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /**
     * A client that breaks its connection is no error of ours. Whoever is concerned learns it from the connection's
     * end.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof IOException) {
            log.debug("{} broke", context.channel(), failure);
            context.close();
        } else {
            context.fireExceptionCaught(failure);
        }
    }
}
