package polis.gateway.match;

import java.util.ArrayList;
import java.util.List;

/**
 * The paths that a route takes: literal segments, {@code *} for exactly one segment, and {@code **} at the end for any
 * number of them, none included. {@code /shop/**} takes {@code /shop}, {@code /shop/} and {@code /shop/cart}.
 *
 * @param segments the segments before {@code **}, decoded
 * @param open whether the pattern ends with {@code **}
 */
public record PathPattern(List<String> segments, boolean open) {

    static final String ANY = "*";

    public PathPattern {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a pattern as a manifest has it.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with the pattern
     */
    public static PathPattern parse(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("The path \"" + pattern + "\" does not start with \"/\".");
        }
        List<String> segments = new ArrayList<>(RawPath.segments(pattern));
        boolean open = !segments.isEmpty() && segments.getLast().equals("**");
        if (open) {
            segments.removeLast();
        }
        for (String segment : segments) {
            if (segment.contains(ANY) && !segment.equals(ANY)) {
                throw new IllegalArgumentException("The path \"" + pattern + "\" has \"" + segment
                        + "\": \"*\" stands for a whole segment, and \"**\" only at the end.");
            }
            if (segment.indexOf('{') >= 0 || segment.indexOf('?') >= 0) {
                throw new IllegalArgumentException(
                        "The path \"" + pattern + "\" has \"" + segment + "\": a segment is a literal or \"*\".");
            }
        }
        return new PathPattern(segments, open);
    }
}
