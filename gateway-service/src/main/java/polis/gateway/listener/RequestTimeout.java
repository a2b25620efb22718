package polis.gateway.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polis.gateway.listener.ConnectionState.Stage;
import polis.gateway.problem.GatewayProblem;
import polis.problem.ProblemException;

/**
 * Ends requests whose client is too slow: with 408 where no answer has begun, else by closing the connection. Only time
 * in which the gateway waits for octets counts, so that a slow instance is not its client's fault.
 *
 * <p>One per connection, behind its {@link ConnectionState}, with a part in front of the codec. A request that comes at
 * once starts no timer.
 */
// ADR 67
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection by itself.
final class RequestTimeout extends ChannelDuplexHandler {

    private final ConnectionState state;
    private final ClientTimeouts timeouts;
    private final BodyRate body;
    private @Nullable DeadlineTimer timer;
    private boolean refused;

    /** When the head began. */
    private long begun;
    private boolean timed;
    private boolean streaming;

    RequestTimeout(ConnectionState state, ClientTimeouts timeouts) {
        this.state = state;
        this.timeouts = timeouts;
        this.body = new BodyRate(timeouts);
    }

    /** What stands in front of the codec, where the octets of an unfinished head can be seen. */
    ChannelHandler octets() {
        return new Octets();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        timer = new DeadlineTimer(added, () -> check(added));
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
        if (state.stage() == Stage.BODY) {
            long now = timer().now();
            body.ask(now);
            scheduleBody(now);
        }
        reading.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (message instanceof HttpRequest request) {
            timer().renew();
            timed = false;
            body.begin();
            String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
            streaming = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
        }
        if (message instanceof HttpContent content) {
            body.received(content.content().readableBytes());
            if (content instanceof LastHttpContent) {
                timer().renew();
            }
        }
        reading.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (state.stage() == Stage.BODY) {
            long now = timer().now();
            body.readEnds(now);
            scheduleBody(now);
        } else {
            body.readEnds();
            if (state.stage() == Stage.HEAD && !timed) {
                headBegins();
            }
        }
        reading.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !ConnectionState.interim(message)) {
            answerEnds();
        }
        writing.write(message, promise);
    }

    private void answerEnds() {
        if (state.stage() == Stage.HEAD) {
            headBegins();
        } else if (state.stage() == Stage.BODY) {
            timer().renew();
            long now = timer().now();
            body.beginAnew(now);
            scheduleBody(now);
        }
    }

    private void headBegins() {
        begun = timer().now();
        timed = true;
        timer().renew();
        timer().schedule(timeouts.head());
    }

    private void scheduleBody(long now) {
        if (body.waiting()) {
            timer().schedule(body.due() - now);
        }
    }

    private DeadlineTimer timer() {
        return Objects.requireNonNull(timer, "not in a pipeline");
    }

    private void check(ChannelHandlerContext context) {
        if (refused) {
            return;
        }
        if (state.stage() == Stage.HEAD && state.exchanges() == 0) {
            if (timer().missed(begun + timeouts.head(), timeouts.head())) {
                refuseHead(context);
            }
        } else if (state.stage() == Stage.BODY && body.waiting() && !streaming && !state.answering()
                && state.exchanges() <= 1 && timer().missed(body.due(), timeouts.grace())) {
            refuseBody(context);
        }
    }

    private void refuseHead(ChannelHandlerContext context) {
        refused = true;
        state.refuse();
        state.closeAfterAnswer();
        context.writeAndFlush(HeadTimeoutResponse.answer());
    }

    private void refuseBody(ChannelHandlerContext context) {
        refused = true;
        if (state.exchanges() == 0) {
            // It has its answer; what it still sends holds the connection for nothing.
            context.close();
            return;
        }
        state.closeAfterAnswer();
        // To whoever reads the body: what depends on it is broken off, and the problem becomes the answer.
        context.fireExceptionCaught(new ProblemException(GatewayProblem.REQUEST_TIMEOUT,
                "The body of the request came too slowly. Send it again, over a better connection or in smaller parts."));
        context.executor().schedule(() -> context.close(), timeouts.head(), TimeUnit.NANOSECONDS);
    }

    private final class Octets extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            body.readBegins();
            if (state.dataReceived()) {
                timed = false;
            }
            reading.fireChannelRead(message);
        }
    }
}
