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
import polis.gateway.listener.Conversation.Stage;
import polis.gateway.problem.GatewayProblem;
import polis.problem.ProblemException;

/**
 * Ends requests whose client is too slow: with 408 where no answer has begun, else by closing the connection. Only time
 * in which the gateway waits for octets counts, so that a slow instance is not its client's fault.
 *
 * <p>One per connection, behind its conversation, with a part in front of the codec. A request that comes at once
 * starts no timer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the connection by itself.
final class ClientPace extends ChannelDuplexHandler {

    private final Conversation conversation;

    private final Patience patience;

    private final BodyPace body;

    private @Nullable Watch watch;

    private boolean refused;

    /** When the head began. */
    private long begun;

    private boolean timed;

    private boolean streaming;

    ClientPace(Conversation conversation, Patience patience) {
        this.conversation = conversation;
        this.patience = patience;
        this.body = new BodyPace(patience);
    }

    /** What stands in front of the codec, where the octets of an unfinished head can be seen. */
    ChannelHandler octets() {
        return new Octets();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        watch = new Watch(added, () -> look(added));
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
        if (conversation.stage() == Stage.BODY) {
            long now = watch().now();
            body.ask(now);
            watchBody(now);
        }
        reading.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (message instanceof HttpRequest request) {
            watch().renew();
            timed = false;
            body.begin();
            String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
            streaming = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/grpc");
        }
        if (message instanceof HttpContent content) {
            body.comes(content.content().readableBytes());
            if (content instanceof LastHttpContent) {
                watch().renew();
            }
        }
        reading.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (conversation.stage() == Stage.BODY) {
            long now = watch().now();
            body.readEnds(now);
            watchBody(now);
        } else {
            body.readEnds();
            if (conversation.stage() == Stage.HEAD && !timed) {
                headBegins();
            }
        }
        reading.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent && !Conversation.interim(message)) {
            answerEnds();
        }
        writing.write(message, promise);
    }

    private void answerEnds() {
        if (conversation.stage() == Stage.HEAD) {
            headBegins();
        } else if (conversation.stage() == Stage.BODY) {
            watch().renew();
            long now = watch().now();
            body.beginAnew(now);
            watchBody(now);
        }
    }

    private void headBegins() {
        begun = watch().now();
        timed = true;
        watch().renew();
        watch().in(patience.head());
    }

    private void watchBody(long now) {
        if (body.waiting()) {
            watch().in(body.due() - now);
        }
    }

    private Watch watch() {
        return Objects.requireNonNull(watch, "not in a pipeline");
    }

    private void look(ChannelHandlerContext judged) {
        if (refused) {
            return;
        }
        if (conversation.stage() == Stage.HEAD && conversation.exchanges() == 0) {
            if (watch().missed(begun + patience.head(), patience.head())) {
                refuseHead(judged);
            }
        } else if (conversation.stage() == Stage.BODY && body.waiting() && !streaming && !conversation.answering()
                && conversation.exchanges() <= 1 && watch().missed(body.due(), patience.grace())) {
            refuseBody(judged);
        }
    }

    private void refuseHead(ChannelHandlerContext judged) {
        refused = true;
        conversation.refuse();
        conversation.closeBehindTheAnswer();
        judged.writeAndFlush(SlowHead.answer());
    }

    private void refuseBody(ChannelHandlerContext judged) {
        refused = true;
        if (conversation.exchanges() == 0) {
            // It has its answer; what it still sends holds the connection for nothing.
            judged.close();
            return;
        }
        conversation.closeBehindTheAnswer();
        // To whoever reads the body: what depends on it is broken off, and the problem becomes the answer.
        judged.fireExceptionCaught(new ProblemException(GatewayProblem.REQUEST_TIMEOUT,
                "The body of the request came too slowly. Send it again, over a better connection or in smaller parts."));
        judged.executor().schedule(() -> judged.close(), patience.head(), TimeUnit.NANOSECONDS);
    }

    private final class Octets extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext reading, Object message) {
            body.readBegins();
            if (conversation.octetsCome()) {
                timed = false;
            }
            reading.fireChannelRead(message);
        }
    }
}
