package polis.registry.eureka;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import polis.problem.BoundedStream;
import polis.problem.ProblemException;
import polis.registry.lease.Source;

/** A request of Eureka's protocol and its response, with just what that needs of HTTP. */
final class EurekaExchange {

    /** The header of a node that passes on the changes of its clients. */
    static final String REPLICATION = "x-netflix-discovery-replication";

    /** The header that names that node. */
    static final String NODE = "X-Polis-Node";

    static final String ONLY_NODES = "Only nodes of the registry may send the changes of other clients; authenticate with"
            + " polis.registry.eureka.node-password.";

    private static final String LAST_DIRTY = "lastDirtyTimestamp=";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<String> path;
    private EurekaPrincipal caller = new EurekaPrincipal.Shared();

    EurekaExchange(HttpServletRequest request, HttpServletResponse response, String prefix) {
        this.request = request;
        this.response = response;
        this.path = segments(request.getRequestURI(), request.getContextPath().length() + prefix.length());
    }

    /** Returns the parts of the path below the prefix and an optional version. */
    private static List<String> segments(String uri, int from) {
        var parts = new ArrayList<String>(4);
        int start = from;
        while (start < uri.length()) {
            int slash = uri.indexOf('/', start);
            int end = slash < 0 ? uri.length() : slash;
            if (end > start) {
                String part = uri.substring(start, end);
                if (!parts.isEmpty() || !part.equals("v2")) {
                    parts.add(part.indexOf('%') < 0 ? part : decoded(part.replace("+", "%2B")));
                }
            }
            start = end + 1;
        }
        return parts;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EurekaException(400, "The URL has an invalid percent-encoding.");
        }
    }

    List<String> path() {
        return path;
    }

    String method() {
        return request.getMethod();
    }

    /** Sets who authenticated. */
    void by(EurekaPrincipal known) {
        caller = known;
    }

    EurekaPrincipal caller() {
        return caller;
    }

    /** Returns whether the sender claims to be a node. */
    boolean asNode() {
        return "true".equals(request.getHeader(REPLICATION));
    }

    /** Returns whether it is for nodes only. */
    boolean betweenNodes() {
        return !path.isEmpty() && path.getFirst().equals("peerreplication");
    }

    Source source() {
        if (!asNode()) {
            return Source.CLIENT;
        }
        if (!(caller instanceof EurekaPrincipal.Node)) {
            throw new EurekaException(403, ONLY_NODES);
        }
        String node = request.getHeader(NODE);
        return Source.peer(node == null ? "" : node);
    }

    /** Returns the format that the client accepts. */
    Format accepted() {
        return Format.of(request.getHeader("Accept"), request.getHeader("X-Eureka-Accept"));
    }

    /** Returns the query, the first value of each name. Bodies are not read. */
    Map<String, String> query() {
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /**
     * Returns when the client changed last, by its own account; 0 where it does not say. Heartbeats need nothing else
     * of the query.
     */
    long lastDirty() {
        String query = request.getQueryString();
        int name = query == null ? -1 : query.indexOf(LAST_DIRTY);
        if (query == null || name < 0) {
            return 0;
        }
        int from = name + LAST_DIRTY.length();
        int end = query.indexOf('&', from);
        try {
            return Long.parseLong(query, from, end < 0 ? query.length() : end, 10);
        } catch (NumberFormatException e) {
            throw new EurekaException(400, "`lastDirtyTimestamp` must be a number of milliseconds since 1970.", e);
        }
    }

    /** Returns the length of the unpacked body in bytes, as far as it is known before it is read. */
    int length(int most) {
        long stated = request.getContentLengthLong();
        return stated < 0 || stated > most || request.getHeader("Content-Encoding") != null ? most : (int) stated;
    }

    /** Reads the body and unpacks it; its length is bounded either way. */
    <T> T read(Class<T> type, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw new EurekaException(413,
                    "The body may have " + most + " bytes; it has " + request.getContentLengthLong() + ".");
        }
        String contentType = request.getContentType();
        Format format = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json")
                ? Format.JSON
                : Format.XML;
        try (var body = new BoundedStream(unpacked(request), most,
                () -> new EurekaException(413, "The body may have " + most + " bytes, unpacked; it has more."))) {
            T value = format.read(body, type);
            if (value == null) {
                throw new EurekaException(400, "The body is empty; send an instance or a batch as JSON or XML.");
            }
            // XML names its own type, and the codec believes it.
            return type.cast(value);
        } catch (EurekaException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof EurekaException bad) {
                    throw bad;
                }
                // A body that comes too slowly is refused as everywhere.
                if (cause instanceof ProblemException told) {
                    throw new EurekaException(told.type().status().value(), told.detail(), told);
                }
            }
            throw new EurekaException(400,
                    "The body cannot be read as what this path takes; check it, its Content-Type and its Content-Encoding.",
                    e);
        }
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        boolean packed = "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
        return packed ? new GZIPInputStream(request.getInputStream()) : request.getInputStream();
    }

    void status(int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    void send(int status, String mediaType, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void refuse(EurekaException refusal) throws IOException {
        if (!response.isCommitted()) {
            refusal.headers().forEach(response::setHeader);
            send(refusal.status(), "text/plain;charset=UTF-8",
                    String.valueOf(refusal.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends a payload, compressed where the client can read that. */
    void send(@Nullable Payload payload, Format format) throws IOException {
        if (payload == null) {
            status(404);
            return;
        }
        String encodings = request.getHeader("Accept-Encoding");
        boolean gzip = encodings != null && encodings.contains("gzip");
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(format.mediaType());
        if (!(gzip ? payload.gzippedFile() : payload.plainFile()).send(request, response)) {
            response.setContentLength(gzip ? payload.gzipped().length : payload.length());
            if (gzip) {
                response.getOutputStream().write(payload.gzipped());
            } else {
                payload.writePlain(response.getOutputStream());
            }
        }
    }
}
