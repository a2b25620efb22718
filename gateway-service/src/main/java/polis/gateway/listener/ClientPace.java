package polis.gateway.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polis.problem.ProblemException;

/**
 * Ends requests whose client is too slow: with 408 where no answer has begun, else by closing the connection. Only time
 * in which the gateway waits for octets counts, so that a slow instance is not its client's fault; and before it judges it
 * reads once more what waits in the socket, for as long as it was late itself.
 *
 * <p>One per connection, between the codec and reactor-netty, with a part in front of the codec. At most one timer is under
 * way per connection: a request that comes at once starts none.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection by itself.
final class ClientPace extends ChannelDuplexHandler implements Runnable {

    private enum Stage {
        /** A head has begun, or the connection has and nothing came yet. */
        HEAD, BODY,
        /** Idle: the server's idle time-out counts. */
        BETWEEN,
        /** A WebSocket. */
        UPGRADED,
        /** Answered with 408 before there was a request. Whatever still comes is dropped. */
        REFUSED
    }

    /** Time for one more turn of the event loop, which reads what waits in the socket. */
    private static final long LAST_LOOK = 250_000_000L;

    private final Patience patience;

    private @Nullable ChannelHandlerContext context;

    private Ticker ticker = Ticker.systemTicker();

    private Stage stage = Stage.HEAD;

    /** Requests that have begun and whose answers have not ended; more than one when they are pipelined. */
    private int exchanges;

    private boolean answering;

    private boolean refused;

    private @Nullable ScheduledFuture<?> timer;

    private long timerAt;

    private boolean looked;

    /** When the head began. */
    private long begun;

    private boolean timed;

    private boolean streaming;

    private final BodyPace body;

    ClientPace(Patience patience) {
        this.patience = patience;
        this.body = new BodyPace(patience);
    }

    /** What stands in front of the codec, where the octets of an unfinished head can be seen. */
    ChannelHandler octets() {
        return new Octets();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        ticker = added.executor().ticker();
        if (added.channel().isActive()) {
            headBegins();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        headBegins();
        active.fireChannelActive();
    }

    @Override
    public void read(ChannelHandlerContext reading) {
        if (stage == Stage.BODY) {
            long now = ticker.nanoTime();
            body.ask(now);
            armBody(now);
        }
        reading.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (stage == Stage.REFUSED) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            bodyBegins(request);
        }
        if (message instanceof HttpContent content && stage != Stage.UPGRADED && !contentComes(reading, content)) {
            return;
        }
        reading.fireChannelRead(message);
    }

    private void bodyBegins(HttpRequest request) {
        looked = false;
        timed = false;
        if (request.decoderResult().isFailure()) {
            // Reactor-netty answers it, and closes.
            stage = Stage.BETWEEN;
            return;
        }
        exchanges++;
        stage = Stage.BODY;
        body.begin();
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        streaming = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
    }

    /** Returns whether it is to be passed on. */
    private boolean contentComes(ChannelHandlerContext reading, HttpContent content) {
        body.comes(content.content().readableBytes());
        if (content.decoderResult().isFailure()) {
            stage = Stage.BETWEEN;
            if (answering || exchanges == 0) {
                // A 400 would stand where the next answer is expected, or end half an answer as if it were whole.
                stage = Stage.REFUSED;
                content.release();
                reading.close();
                return false;
            }
            if (content.decoderResult().cause() instanceof TooLongFrameException) {
                // Else the line of a chunk is taken for that of a request: 414.
                content.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("chunk line too long")));
            }
        } else if (content instanceof LastHttpContent) {
            stage = Stage.BETWEEN;
            looked = false;
        }
        return true;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (stage == Stage.BODY) {
            long now = ticker.nanoTime();
            body.readEnds(now);
            armBody(now);
        } else {
            body.readEnds();
            if (stage == Stage.HEAD && !timed) {
                headBegins();
            }
        }
        reading.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (stage == Stage.UPGRADED) {
            writing.write(message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                if (response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                    stage = Stage.UPGRADED;
                }
                writing.write(message, promise);
                return;
            }
            answering = true;
            if (refused) {
                HttpUtil.setKeepAlive(response, false);
            }
        }
        if (message instanceof LastHttpContent) {
            answerEnds();
            if (refused) {
                writing.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
                return;
            }
        }
        writing.write(message, promise);
    }

    private void answerEnds() {
        answering = false;
        exchanges = Math.max(0, exchanges - 1);
        if (stage == Stage.HEAD) {
            headBegins();
        } else if (stage == Stage.BODY) {
            looked = false;
            long now = ticker.nanoTime();
            body.beginAnew(now);
            armBody(now);
        }
    }

    private void armBody(long now) {
        if (body.waiting()) {
            arm(body.due() - now);
        }
    }

    private void headBegins() {
        begun = ticker.nanoTime();
        timed = true;
        looked = false;
        arm(patience.head());
    }

    /** Looks again after so long, unless it looks earlier anyhow. */
    private void arm(long nanos) {
        if (context == null) {
            return;
        }
        long at = ticker.nanoTime() + nanos;
        if (timer != null) {
            if (timerAt <= at) {
                return;
            }
            timer.cancel(false);
        }
        timerAt = at;
        timer = context.executor().schedule(this, Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
        timer = null;
        if (context == null || !context.channel().isActive() || refused) {
            return;
        }
        if (stage == Stage.HEAD && exchanges == 0) {
            judge(context, begun + patience.head(), patience.head());
        } else if (stage == Stage.BODY && body.waiting() && !streaming && !answering && exchanges <= 1) {
            judge(context, body.due(), patience.grace());
        }
    }

    private void judge(ChannelHandlerContext judged, long due, long most) {
        long late = ticker.nanoTime() - due;
        if (late < 0) {
            looked = false;
            arm(-late);
        } else if (!looked) {
            looked = true;
            arm(Math.clamp(late, LAST_LOOK, Math.max(LAST_LOOK, most)));
        } else if (stage == Stage.HEAD) {
            refuseHead(judged);
        } else {
            refuseBody(judged);
        }
    }

    private void refuseHead(ChannelHandlerContext judged) {
        stage = Stage.REFUSED;
        refused = true;
        judged.writeAndFlush(SlowHead.answer()).addListener(ChannelFutureListener.CLOSE);
    }

    private void refuseBody(ChannelHandlerContext judged) {
        refused = true;
        if (exchanges == 0) {
            // It has its answer; what it still sends holds the connection for nothing.
            judged.close();
            return;
        }
        // To whoever reads the body: what depends on it is broken off, and the problem becomes the answer.
        judged.fireExceptionCaught(new ProblemException(ClientProblem.REQUEST_TIMEOUT,
                "The body of the request came too slowly. Send it again, over a better connection or in smaller parts."));
        judged.executor().schedule(() -> judged.close(), patience.head(), TimeUnit.NANOSECONDS);
    }

    private final class Octets extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            body.readBegins();
            if (stage == Stage.BETWEEN) {
                stage = Stage.HEAD;
                timed = false;
            }
            reading.fireChannelRead(message);
        }
    }
}
