package polis.registry.service;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/**
 * The precondition of a replace. A tag is {@code "revision.rest"}: only the description's revision before the dot
 * counts for writing; the rest follows the instances, so that a cached GET is never taken for fresh.
 */
record IfMatch(@Nullable String header) {

    void check(String name, long revision) {
        if (header == null) {
            throw new ProblemException(StandardProblem.PRECONDITION_REQUIRED,
                    "%s is described already. Send If-Match with the ETag you read, or If-Match: * to overwrite it."
                            .formatted(name));
        }
        String wanted = String.valueOf(revision);
        boolean matches = Arrays.stream(header.split(",")).map(String::strip)
                .anyMatch(tag -> tag.equals("*") || wanted.equals(revisionOf(tag)));
        if (!matches) {
            throw new ProblemException(StandardProblem.PRECONDITION_FAILED,
                    "The description of %s has changed since you read it. Read it again and repeat the change."
                            .formatted(name));
        }
    }

    static String tag(long revision, ServiceView view) {
        return "\"" + revision + "." + Integer.toHexString(view.hashCode()) + "\"";
    }

    private static String revisionOf(String tag) {
        String bare = tag.replace("W/", "").replace("\"", "");
        int dot = bare.indexOf('.');
        return dot < 0 ? bare : bare.substring(0, dot);
    }
}
