package polis.registry.eureka;

import java.util.Map;

/**
 * A request that is the caller's mistake. Eureka's clients read no problem documents: they get a status and a sentence.
 */
final class BadCall extends RuntimeException {

    private final int status;
    private final Map<String, String> headers;

    BadCall(int status, String message) {
        this(status, message, Map.of());
    }

    BadCall(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    BadCall(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.headers = Map.of();
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
