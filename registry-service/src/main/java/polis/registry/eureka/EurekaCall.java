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

/** A request of Eureka's protocol, with just what that needs of HTTP. */
final class EurekaCall {

    /** Set by a node that passes on what its clients said. */
    static final String REPLICATION = "x-netflix-discovery-replication";

    /** Which node that is. */
    static final String NODE = "X-Polis-Node";

    private static final String LAST_DIRTY = "lastDirtyTimestamp=";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final List<String> path;
    private EurekaCaller caller = new EurekaCaller.Shared();

    EurekaCall(HttpServletRequest request, HttpServletResponse response, String prefix) {
        this.request = request;
        this.response = response;
        this.path = segments(request.getRequestURI(), request.getContextPath().length() + prefix.length());
    }

    /** The parts of the path below the prefix and an optional version. */
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
            throw new BadCall(400, "The URL is not encoded as URLs are.");
        }
    }

    List<String> path() {
        return path;
    }

    String method() {
        return request.getMethod();
    }

    /** Whose password it came with. */
    void by(EurekaCaller known) {
        caller = known;
    }

    EurekaCaller caller() {
        return caller;
    }

    /** Whether it says that a node sends it. */
    boolean asNode() {
        return "true".equals(request.getHeader(REPLICATION));
    }

    /** Whether it is what only nodes say to each other. */
    boolean amongNodes() {
        return !path.isEmpty() && path.getFirst().equals("peerreplication");
    }

    Source source() {
        if (!asNode()) {
            return Source.CLIENT;
        }
        if (!(caller instanceof EurekaCaller.Node)) {
            throw new BadCall(403, "Only nodes of the registry pass on what their clients said.");
        }
        String node = request.getHeader(NODE);
        return Source.peer(node == null ? "" : node);
    }

    /** The form that the client wants to read. */
    Format wanted() {
        return Format.of(request.getHeader("Accept"), request.getHeader("X-Eureka-Accept"));
    }

    /** The query, first value each. Bodies are not looked at. */
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
     * When the client says that it changed last; 0 where it does not say. Heartbeats ask for nothing else of the query.
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
            throw new BadCall(400, "lastDirtyTimestamp is a number of milliseconds.", e);
        }
    }

    /** Of the body in bytes, unpacked, as far as it can be said before it is read. */
    int length(int most) {
        long stated = request.getContentLengthLong();
        return stated < 0 || stated > most || request.getHeader("Content-Encoding") != null ? most : (int) stated;
    }

    /** The body, unpacked, whose length is bounded either way. */
    <T> T read(Class<T> type, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw new BadCall(413, "The body is longer than " + most + " bytes.");
        }
        String contentType = request.getContentType();
        Format format = contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json")
                ? Format.JSON
                : Format.XML;
        try (var body = new BoundedStream(unpacked(request), most, () -> new BadCall(413, "The body is too long."))) {
            T value = format.read(body, type);
            if (value == null) {
                throw new BadCall(400, "The body is empty.");
            }
            // XML names its own type, and the codec believes it.
            return type.cast(value);
        } catch (BadCall e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BadCall bad) {
                    throw bad;
                }
                // Who sends too slowly is told so, as everywhere.
                if (cause instanceof ProblemException told) {
                    throw new BadCall(told.type().status().value(), told.detail(), told);
                }
            }
            throw new BadCall(400, "The body cannot be read.", e);
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

    void refuse(BadCall refusal) throws IOException {
        if (!response.isCommitted()) {
            refusal.headers().forEach(response::setHeader);
            send(refusal.status(), "text/plain;charset=UTF-8",
                    String.valueOf(refusal.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Compressed where the client can read that. */
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
