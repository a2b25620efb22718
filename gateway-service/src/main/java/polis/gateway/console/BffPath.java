package polis.gateway.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polis.gateway.match.RawPath;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * The path of a call to another service, cut where the segments are, however they are encoded.
 *
 * @param rest what the other service gets to see, encoded as it came
 */
record BffPath(String rest) {

    /** {@code /bff} and the name. */
    private static final int OURS = 2;

    /** Where one reader sees a segment's end, or its way up, another sees a letter of its name. */
    private static final String[] READ_IN_TWO_WAYS = {";", "%3b", "\\", "%5c", "%2f", "%2e", "%00", "//"};

    /** @throws ProblemException when the path cannot be cut in one way only */
    static BffPath of(String rawPath) {
        String found = ambiguity(rawPath);
        if (found != null) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST, "The path has \"" + found
                    + "\", which is read in more than one way. Send the path that it leads to.");
        }
        return new BffPath(RawPath.strip(rawPath, OURS));
    }

    private static @Nullable String ambiguity(String rawPath) {
        String lower = rawPath.toLowerCase(Locale.ROOT);
        for (String sign : READ_IN_TWO_WAYS) {
            if (lower.contains(sign)) {
                return sign;
            }
        }
        return RawPath.hasDotSegment(rawPath) ? ".." : null;
    }
}
