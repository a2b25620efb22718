package polis.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import polis.gateway.problem.GatewayProblem;
import polis.problem.ProblemException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.util.context.Context;

/** The body of a request that completes only when the client has completed it, and fails otherwise. */
// ADR 66
public final class CompleteBody {

    private static final Logger log = LoggerFactory.getLogger(CompleteBody.class);

    private static final Context ONCE = Context.of("reactor.onErrorDropped.local",
            (Consumer<Throwable>) again -> log.debug("The failure of a body was reported twice", again));

    private CompleteBody() {}

    /** Makes what notes the end of each request; it stands in the connection, behind reactor-netty's own handler. */
    public static ChannelHandler endOfRequest() {
        return new RequestEnd();
    }

    /**
     * For those who want all of it at once. Reactor-netty tells a failure twice to whoever has asked for everything,
     * and Reactor logs the second time as an error.
     */
    public static Flux<DataBuffer> atOnce(ServerHttpRequest request) {
        return of(request).contextWrite(ONCE);
    }

    /** The body, to be asked for part by part. */
    public static Flux<DataBuffer> of(ServerHttpRequest request) {
        // By the time of the end the request may have been taken from its connection.
        Channel channel = ((Connection) ServerHttpRequestDecorator.getNativeRequest(request)).channel();
        return request.getBody()
                // Whatever ends it early is its client's doing, and must not pass for the fault of whoever it is sent
                // to.
                .onErrorMap(failure -> !(failure instanceof ProblemException), CompleteBody::broken)
                .concatWith(Mono.defer(() -> RequestEnd.reached(channel) ? Mono.empty() : Mono.error(broken(null))));
    }

    private static ProblemException broken(@Nullable Throwable cause) {
        return new ProblemException(GatewayProblem.INCOMPLETE_BODY,
                "The body of the request ended before it was complete. Send the request again.", cause);
    }
}
