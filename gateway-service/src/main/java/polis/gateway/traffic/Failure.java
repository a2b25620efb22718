package polis.gateway.traffic;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import polis.gateway.upstream.InvalidAnswerException;
import reactor.netty.channel.AbortedException;

/** What a failed try means for the next one. */
enum Failure {

    /** The instance accepts no connection. Nothing was sent: any request may go elsewhere. */
    UNREACHABLE,

    /** No connection was free. Nothing was sent either. */
    UNSENT,

    /**
     * A pooled connection had been closed before anything was written: another one may do, also to the same instance.
     */
    STALE,

    /** The connection broke with the request under way: the instance may have acted on it. */
    RESET,

    /** The instance sent what is no answer to this request. */
    INVALID,

    /** The instance answered that it cannot. */
    REFUSED,

    /** No answer in time, or it stopped reading the request. */
    TIMED_OUT,

    /** The client stopped sending its body. */
    CLIENT_STALLED,

    /** Not the instance's doing. */
    OTHER;

    private static final String BEFORE_SEND = String.valueOf(AbortedException.beforeSend().getMessage());

    /** @param handed whether a connection had been found and the request handed to it */
    static Failure of(Throwable error, boolean handed) {
        if (error instanceof ConnectException || error instanceof ConnectTimeoutException
                || error instanceof NoRouteToHostException || error instanceof UnknownHostException) {
            return UNREACHABLE;
        }
        if (!handed) {
            return UNSENT;
        }
        return switch (error) {
            case Refusal _ -> REFUSED;
            case ReadTimeoutException _ -> TIMED_OUT;
            case WriteTimeoutException _ -> TIMED_OUT;
            case TimeoutException _ -> CLIENT_STALLED;
            case AbortedException aborted -> BEFORE_SEND.equals(aborted.getMessage()) ? STALE : RESET;
            case InvalidAnswerException _ -> INVALID;
            case IOException _ -> RESET;
            default -> OTHER;
        };
    }

    /** Nothing of the request has reached the instance. */
    boolean nothingSent() {
        return this == UNREACHABLE || this == UNSENT || this == STALE;
    }

    /** A second try may end better, where the request may be sent twice. */
    boolean passing() {
        return this == RESET || this == INVALID || this == REFUSED || this == TIMED_OUT;
    }

    /** Ends a try whose answer is not passed on. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refusal(int status) {
            super("answered " + status, null, false, false);
        }
    }
}
