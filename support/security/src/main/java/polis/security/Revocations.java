package polis.security;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The tokens that count no longer though they have not ended. As JSON
 * {@code {"revoked": [id, …], "subjects": {digest: second, …}}}.
 *
 * @param ids of single tokens, their {@code jti}
 * @param subjects whose tokens were taken back all together, by {@link #digest}: those that were issued at that second
 *                 of Unix time or before
 */
public record Revocations(Set<String> ids, Map<String, Long> subjects) {

    public static final Revocations NONE = new Revocations(Set.of(), Map.of());

    public Revocations {
        ids = Set.copyOf(ids);
        subjects = Map.copyOf(subjects);
    }

    /** Returns whether this token was taken back. */
    public boolean cover(Jwt token) {
        if (token.getId() != null && ids.contains(token.getId())) {
            return true;
        }
        // Mostly nobody's, so that no digest is made.
        if (subjects.isEmpty() || token.getSubject() == null) {
            return false;
        }
        Long last = subjects.get(digest(token.getSubject()));
        Instant issued = token.getIssuedAt();
        return last != null && (issued == null || issued.getEpochSecond() <= last);
    }

    /** SHA-256 in hex: the list is open to everybody, and names of people are nobody's business. */
    public static String digest(String subject) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    static Revocations ofJson(String body) throws ParseException {
        Map<String, Object> document = JSONObjectUtils.parse(body);
        List<String> ids = JSONObjectUtils.getStringList(document, "revoked");
        if (ids == null) {
            throw new ParseException("no member revoked", 0);
        }
        Map<String, Long> subjects = new HashMap<>();
        Map<String, Object> stated = JSONObjectUtils.getJSONObject(document, "subjects");
        if (stated != null) {
            for (String digest : stated.keySet()) {
                subjects.put(digest, JSONObjectUtils.getLong(stated, digest));
            }
        }
        return new Revocations(new HashSet<>(ids), subjects);
    }

    /** As the file beside the keys has it: an id in a line, or a digest and a second. */
    String lines() {
        return Stream
                .concat(ids.stream(),
                        subjects.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()))
                .sorted().collect(Collectors.joining("\n", "", "\n"));
    }

    static Revocations ofLines(String lines) {
        Set<String> ids = new HashSet<>();
        Map<String, Long> subjects = new HashMap<>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int space = line.indexOf(' ');
            @Nullable
            Long second = space < 0 ? null : second(line.substring(space + 1));
            if (second == null) {
                ids.add(line);
            } else {
                subjects.put(line.substring(0, space), second);
            }
        });
        return new Revocations(ids, subjects);
    }

    private static @Nullable Long second(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException damaged) {
            return null;
        }
    }
}
