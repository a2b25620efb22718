package polis.gateway.forward;

import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import polis.gateway.upstream.InvalidResponseException;
import polis.gateway.upstream.Upstream;
import reactor.netty.channel.AbortedException;

/** What a failed attempt means for the next one. */
// ADR 17
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
        if (Upstream.unreachable(error)) {
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
            case InvalidResponseException _ -> INVALID;
            case IOException _ -> RESET;
            default -> OTHER;
        };
    }

    /** Returns whether nothing of the request has reached the instance. */
    boolean nothingSent() {
        return this == UNREACHABLE || this == UNSENT || this == STALE;
    }

    /** Returns whether a second attempt may end better, where the request may be sent twice. */
    boolean passing() {
        return this == RESET || this == INVALID || this == REFUSED || this == TIMED_OUT;
    }

    /** Ends an attempt whose answer is not passed on. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refusal(int status) {
            super("answered " + status, null, false, false);
        }
    }
}
