package polis.gateway.upstream;

import java.io.IOException;

/** What an instance sent is no answer to the request that it was sent. The connection is not used again. */
public final class InvalidResponseException extends IOException {

    private static final long serialVersionUID = 1;

    InvalidResponseException(String message, Throwable cause) {
        super(message, cause);
    }

    InvalidResponseException(String message) {
        super(message);
    }
}
