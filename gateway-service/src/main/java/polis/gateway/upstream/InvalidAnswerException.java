package polis.gateway.upstream;

import java.io.IOException;

/** What an instance sent is no answer to the request that it was sent. The connection is not used again. */
public final class InvalidAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidAnswerException(String message, Throwable cause) {
        super(message, cause);
    }

    InvalidAnswerException(String message) {
        super(message);
    }
}
