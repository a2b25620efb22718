package polis.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long and how much a client may go on sending behind its answer. Time stands still until a test moves it. */
class LingeringCloseTests {

    private static final String UPLOAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n";

    private final Socket socket = new Socket();

    @BeforeEach
    void connect() {
        ConnectionState state = new ConnectionState();
        socket.freezeTime();
        socket.pipeline().addLast(new LingeringClose(state), new HttpServerCodec(), state);
    }

    @Test
    void clientThatIsStillSendingHasFiveSeconds() {
        comes(UPLOAD);
        answers();
        socket.pipeline().close();
        assertThat(socket.halfClosed).isTrue();

        for (int i = 0; i < 49; i++) {
            comes("a");
            passes(100);
        }
        assertThat(socket.isOpen()).isTrue();
        passes(100);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void clientThatSendsFastMayNotSendForEver() {
        comes(UPLOAD);
        answers();
        socket.pipeline().close();

        for (int i = 0; i < 32; i++) {
            assertThat(socket.isOpen()).isTrue();
            comes("a".repeat(1024 * 1024));
        }
        comes("a");
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        comes(UPLOAD);
        answers();
        ChannelFuture first = socket.pipeline().close();
        ChannelFuture second = socket.pipeline().close();
        assertThat(socket.isOpen()).isTrue();

        passes(5_000);
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.isSuccess()).isTrue();
    }

    @Test
    void clientThatHasSentAllIsClosedAtOnce() {
        comes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        answers();
        socket.pipeline().close();
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void halfAnAnswerIsBrokenOffAtOnce() {
        comes(UPLOAD);
        socket.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        socket.pipeline().close();
        assertThat(socket.isOpen()).isFalse();
    }

    private void comes(String octets) {
        socket.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.US_ASCII));
        socket.releaseInbound();
    }

    private void answers() {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().setInt("Content-Length", 0);
        socket.writeOutbound(response);
        socket.releaseOutbound();
    }

    private void passes(long millis) {
        socket.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        socket.runPendingTasks();
    }

    /** A channel whose two directions close apart. */
    private static final class Socket extends EmbeddedChannel implements DuplexChannel {

        private boolean halfClosed;

        @Override
        public boolean isInputShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdownInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOutputShutdown() {
            return halfClosed;
        }

        @Override
        public ChannelFuture shutdownOutput() {
            return shutdownOutput(newPromise());
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            halfClosed = true;
            return promise.setSuccess();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdown() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }
    }
}
