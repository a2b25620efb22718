package polis.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import polis.gateway.problem.GatewayProblem;
import polis.problem.ProblemException;

/** The gateway's own time stands still until a test moves it: nothing here waits. */
class RequestTimeoutTests {

    private static final long STEP = 50;

    private final List<Throwable> failures = new ArrayList<>();
    private EmbeddedChannel channel;

    @BeforeEach
    void connect() {
        ConnectionState state = new ConnectionState();
        RequestTimeout timeout = new RequestTimeout(state, ClientTimeouts
                .of(new ClientSettings(Duration.ofSeconds(10), Duration.ofSeconds(5), DataSize.ofBytes(240))));
        channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(timeout.octets(), new HttpServerCodec(), state, timeout,
                new ChannelInboundHandlerAdapter() {

                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        ReferenceCountUtil.release(message);
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
                        failures.add(failure);
                    }
                });
    }

    @Test
    void headHasTenSeconds() {
        comes("GET / HTTP/1.1\r\n");
        passes(9_900);
        assertThat(answer()).isEmpty();

        passes(400);
        assertThat(answer()).startsWith("HTTP/1.1 408 Request Timeout").contains("problems/request-timeout");
        assertThat(channel.isOpen()).isFalse();
    }

    /** What came while the gateway could not run is read before it judges. */
    @Test
    void lateGatewayReadsOnceMoreBeforeItJudges() {
        comes("GET / HTTP/1.1\r\n");
        stands(60_000);
        comes("Host: x\r\n\r\n");
        passes(60_000);

        assertThat(answer()).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }

    /** It was a second and a half late: so long its clients may be late too. */
    @Test
    void latenessOfTheGatewayIsNotCountedAgainstItsClient() {
        comes("GET / HTTP/1.1\r\n");
        stands(11_500);
        passes(1_400);
        assertThat(answer()).isEmpty();

        passes(200);
        assertThat(answer()).startsWith("HTTP/1.1 408");
    }

    @Test
    void connectionBetweenTwoRequestsIsNotJudged() {
        comes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        answers();
        passes(60_000);

        assertThat(channel.isOpen()).isTrue();
        comes("G");
        passes(10_300);
        assertThat(answer()).startsWith("HTTP/1.1 408");
    }

    @Test
    void headBehindARequestThatIsStillAnsweredIsNotJudged() {
        comes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        comes("GET / HT");
        passes(60_000);
        assertThat(channel.isOpen()).isTrue();

        answers();
        passes(9_000);
        assertThat(answer()).isEmpty();
        passes(1_300);
        assertThat(answer()).startsWith("HTTP/1.1 408");
    }

    @Test
    void bodyHasFiveSecondsAndEachOctetBuysMore() {
        comes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
        awaited();
        passes(4_900);
        comes("a".repeat(2_400));
        awaited();
        passes(9_900);
        assertThat(failures).isEmpty();

        passes(500);
        assertThat(failures).singleElement().isInstanceOf(ProblemException.class);
        assertThat(((ProblemException) failures.getFirst()).type()).isEqualTo(GatewayProblem.REQUEST_TIMEOUT);
    }

    @Test
    void onlyTimeInWhichTheGatewayReadsCounts() {
        comes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\na");
        passes(60_000);
        awaited();
        passes(4_900);
        comes("a");
        passes(60_000);
        assertThat(failures).isEmpty();

        awaited();
        passes(400);
        assertThat(failures).hasSize(1);
    }

    @Test
    void lateGatewayReadsTheBodyBeforeItJudges() {
        comes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\na");
        awaited();
        stands(30_000);
        comes("a".repeat(4_000));
        awaited();
        passes(4_000);
        assertThat(failures).isEmpty();
    }

    @Test
    void fastBeginningBuysAMinuteAndNotMore() {
        comes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
        comes("a".repeat(1_000_000));
        awaited();
        passes(59_000);
        assertThat(failures).isEmpty();
        passes(2_000);
        assertThat(failures).hasSize(1);
    }

    @Test
    void restOfABodyThatHasItsAnswerEndsTheConnection() {
        comes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na");
        answers();
        awaited();
        passes(4_900);
        assertThat(channel.isOpen()).isTrue();
        passes(400);
        assertThat(channel.isOpen()).isFalse();
        assertThat(failures).isEmpty();
    }

    private void comes(String octets) {
        channel.config().setAutoRead(false);
        channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.US_ASCII));
    }

    private void awaited() {
        channel.read();
    }

    private void answers() {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().setInt("Content-Length", 0);
        channel.writeOutbound(response);
        channel.releaseOutbound();
    }

    /** The event loop runs all the time. */
    private void passes(long millis) {
        for (long passed = 0; passed < millis; passed += STEP) {
            stands(Math.min(STEP, millis - passed));
        }
    }

    /** The event loop does not run before the end. */
    private void stands(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
    }

    private String answer() {
        StringBuilder answer = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            answer.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return answer.toString();
    }
}
