package polis.gateway.listener;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import polis.gateway.problem.GatewayProblem;

/** The answer to a head that did not come: there is no request yet that any handler could answer. */
final class HeadTimeoutResponse {

    private static final String PROBLEM = "{\"type\":\"https://polis.dev/problems/"
            + GatewayProblem.REQUEST_TIMEOUT.slug() + "\",\"title\":\"" + GatewayProblem.REQUEST_TIMEOUT.title()
            + "\",\"status\":" + GatewayProblem.REQUEST_TIMEOUT.status().value()
            + ",\"detail\":\"The head of the request did not arrive in time. Send it again on a new connection.\"}";

    private HeadTimeoutResponse() {}

    static FullHttpResponse answer() {
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT,
                Unpooled.copiedBuffer(PROBLEM, StandardCharsets.US_ASCII));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, PROBLEM.length());
        HttpUtil.setKeepAlive(answer, false);
        return answer;
    }
}
