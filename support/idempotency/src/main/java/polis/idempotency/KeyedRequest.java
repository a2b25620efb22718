package polis.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** What tells one request from another: whose it is, its key, and a digest of all that it says. */
record KeyedRequest(String subject, String key, String digest) {

    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;

    static KeyedRequest of(HttpServletRequest request, byte[] body) {
        String key = Objects.requireNonNull(request.getHeader(HEADER));
        if (key.isBlank() || key.length() > LONGEST || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            String rule = "must have 1 to " + LONGEST + " printable ASCII characters";
            throw new ProblemException(StandardProblem.INVALID_REQUEST, HEADER + " " + rule + ".",
                    List.of(FieldError.parameter(HEADER, rule)));
        }
        Principal caller = Objects.requireNonNull(request.getUserPrincipal());
        return new KeyedRequest(caller.getName(), key, digest(request, body));
    }

    private static String digest(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
