package polis.registry.eureka;

import java.util.Map;

/**
 * A request that is refused. Eureka's clients read no problem documents: they get a status and a sentence.
 */
final class EurekaException extends RuntimeException {

    private final int status;
    private final Map<String, String> headers;

    EurekaException(int status, String message) {
        this(status, message, Map.of());
    }

    EurekaException(int status, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.headers = headers;
    }

    EurekaException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.headers = Map.of();
    }

    static EurekaException unknownPath() {
        return new EurekaException(404,
                "Unknown path. Below /eureka there are apps, vips, svips, instances and peerreplication.");
    }

    /** @param methods those of the resource, separated by commas */
    static EurekaException methodNotAllowed(String methods) {
        return new EurekaException(405, "Method not allowed; use " + methods.replaceFirst(", (\\w+)$", " or $1") + ".",
                Map.of("Allow", methods));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
