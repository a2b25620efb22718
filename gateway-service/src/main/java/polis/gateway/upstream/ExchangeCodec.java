package polis.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.DecoderResultProvider;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;

/**
 * HTTP/1.1 to an instance where each request gets one answer, its own (RFC 9112, section 9.2, and RFC 9110, section
 * 15.2). Takes the place of Netty's codec, since only a decoder sees what stands behind the end of an answer.
 * <ul>
 * <li>Interim answers (1xx) are dropped, however many: reactor-netty takes any but 100 for the answer itself.
 * <li>101 is never asked for here, as Upgrade is not passed on, and is no answer.
 * <li>Octets that nobody asked for end the connection: behind an answer it is not pooled, between two exchanges it is
 * closed at once.
 * </ul>
 * Requests are never pipelined here. There is no CONNECT either: {@code TrafficHandler} refuses it.
 */
// ADR 66
public final class ExchangeCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {

    private static final Logger log = LoggerFactory.getLogger(ExchangeCodec.class);
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** The method of the request under way; null between two exchanges. Of the connection's event loop. */
    private @Nullable HttpMethod asked;

    /** A client of which each connection speaks so. */
    public static HttpClient in(HttpClient client) {
        return client.doOnChannelInit((_, channel, _) -> channel.pipeline().replace(NettyPipeline.HttpCodec,
                NettyPipeline.HttpCodec, new ExchangeCodec()));
    }

    private ExchangeCodec() {
        init(new Answers(new HttpDecoderConfig().setMaxHeaderSize(MAX_HEADER_BYTES)), new Requests());
    }

    /** Closes a connection that holds data which nobody asked for, as {@link UnsolicitedBytes#close} does. */
    public static boolean closeIfSpoilt(Channel channel) {
        return UnsolicitedBytes.close(channel);
    }

    private final class Requests extends HttpRequestEncoder {

        @Override
        protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
            if (message instanceof HttpRequest request) {
                asked = request.method();
            }
            super.encode(context, message, out);
        }
    }

    private final class Answers extends HttpResponseDecoder {

        private Answers(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (asked == null) {
                log.debug("{} sent {} unsolicited octets", context.channel(), in.readableBytes());
                in.skipBytes(in.readableBytes());
                UnsolicitedBytes.cut(context.channel());
                return;
            }
            int before = out.size();
            super.decode(context, in, out);
            if (out.size() > before) {
                judge(context, in, out, before);
            }
        }

        @Override
        protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            int before = out.size();
            super.decodeLast(context, in, out);
            if (out.size() > before) {
                fail(out.getLast());
            }
        }

        private void judge(ChannelHandlerContext context, ByteBuf in, List<Object> out, int before) {
            if (out.get(before) instanceof HttpResponse answer && !fail(answer)) {
                int status = answer.status().code();
                if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code() || status < 100) {
                    answer.setDecoderResult(DecoderResult
                            .failure(new InvalidResponseException("status " + status + ", which nobody asked for")));
                    out.subList(before + 1, out.size()).clear();
                    asked = null;
                } else if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                    out.subList(before, out.size()).clear();
                    if (!context.channel().config().isAutoRead()) {
                        context.read();
                    }
                    return;
                }
            }
            if (out.getLast() instanceof LastHttpContent end) {
                fail(end);
                asked = null;
                if (in.isReadable()) {
                    log.debug("{} sent more than its answer", context.channel());
                    Connection.from(context.channel()).markPersistent(false);
                    in.skipBytes(in.readableBytes());
                }
            }
        }

        /** Marks an answer that cannot be read as the instance's doing; returns whether it is one. */
        private static boolean fail(Object message) {
            if (message instanceof DecoderResultProvider decoded && decoded.decoderResult().isFailure()) {
                Throwable cause = decoded.decoderResult().cause();
                decoded.setDecoderResult(DecoderResult.failure(
                        new InvalidResponseException("an answer that cannot be read: " + cause.getMessage(), cause)));
                return true;
            }
            return false;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            boolean interim = ((HttpResponse) message).status().codeClass() == HttpStatusClass.INFORMATIONAL;
            return (!interim && HttpMethod.HEAD.equals(asked)) || super.isContentAlwaysEmpty(message);
        }
    }
}
