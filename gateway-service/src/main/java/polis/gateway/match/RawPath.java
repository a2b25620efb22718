package polis.gateway.match;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks into a path as it came over the wire, percent-encoded, without ever rewriting what it passes on. */
public final class RawPath {

    private RawPath() {}

    /** The decoded segments: {@code /a%20b/} has {@code "a b"} and {@code ""}, {@code /} has none. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(8);
        if (path.length() > 1) {
            int start = 1;
            for (int slash; (slash = path.indexOf('/', start)) >= 0; start = slash + 1) {
                segments.add(decoded(path.substring(start, slash)));
            }
            segments.add(decoded(path.substring(start)));
        }
        return segments;
    }

    /** The path without its first segments, still encoded as it came; never empty. */
    public static String strip(String path, int segments) {
        int start = 0;
        for (int i = 0; i < segments; i++) {
            start = path.indexOf('/', start + 1);
            if (start < 0) {
                return "/";
            }
        }
        return start == 0 ? path : path.substring(start);
    }

    /** The first segments, which {@link #strip} takes away. */
    public static String prefix(String path, int segments) {
        int end = 0;
        for (int i = 0; i < segments; i++) {
            end = path.indexOf('/', end + 1);
            if (end < 0) {
                return path;
            }
        }
        return path.substring(0, end);
    }

    /**
     * Returns whether a segment is {@code .} or {@code ..}, plain or encoded. Such a path names another one by the time
     * an upstream has resolved it, so that what was matched is not what is served.
     */
    public static boolean hasDotSegment(String path) {
        if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
            return false;
        }
        for (String segment : segments(path)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }
}
