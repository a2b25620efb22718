package polis.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a client sends and what it gets, in every order that two event loops can make of it. */
class ConnectionStateTests {

    private static final String BAD_CHUNK = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nZZ\r\n";

    private final ConnectionState state = new ConnectionState();

    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec(), new ConnectionClose(state),
            state);

    /** The client has all octets of the first answer, whose end the other event loop has not told yet. */
    @Test
    void badChunkBehindAnAnswerThatIsWholeForItsClientGetsItsOwn() {
        comes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        DefaultHttpResponse first = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        first.headers().setInt("Content-Length", 2);
        channel.writeOutbound(first, new DefaultHttpContent(Unpooled.copiedBuffer("hi", StandardCharsets.US_ASCII)));
        comes(BAD_CHUNK);
        assertThat(channel.isOpen()).isTrue();

        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.isOpen()).isTrue();
        answers(HttpResponseStatus.BAD_REQUEST);
        assertThat(sent()).contains("HTTP/1.1 200 OK", "HTTP/1.1 400 Bad Request", "connection: close");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void badChunkOfARequestWhoseAnswerHasBegunBreaksTheAnswerOff() {
        comes(BAD_CHUNK.substring(0, BAD_CHUNK.length() - 4));
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        comes("ZZ\r\n");

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void onlyTheAnswerToTheLastRequestCloses() {
        comes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        comes("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        comes("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        answers(HttpResponseStatus.OK);
        assertThat(sent()).doesNotContain("close");
        assertThat(channel.isOpen()).isTrue();

        answers(HttpResponseStatus.OK);
        assertThat(sent()).contains("connection: close");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void brokenConnectionIsNotPassedOnAsAFailure() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        channel.checkException();
        assertThat(channel.isOpen()).isFalse();
    }

    private void comes(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.US_ASCII));
        channel.releaseInbound();
    }

    private void answers(HttpResponseStatus status) {
        DefaultFullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        answer.headers().setInt("Content-Length", 0);
        channel.writeOutbound(answer);
    }

    private String sent() {
        StringBuilder sent = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            sent.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return sent.toString();
    }
}
