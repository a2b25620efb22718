package polis.versionset.manifest;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.problem.Nearest;
import polis.versionset.schema.Location;
import polis.versionset.schema.Scalar;

/** The kinds of single values that a manifest has. */
final class Values {

    private static final Pattern ALMOST_VERSION = Pattern
            .compile("[vV]?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?");
    /** RFC 1123. */
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ALMOST_DURATION = Pattern.compile("(?i)(\\d{1,9})\\s*(ms|s|m|h)?");

    /** SemVer 2.0.0, by the expression that semver.org recommends. */
    static final Scalar<String> VERSION = matching("a SemVer 2 version", "1.4.2", 128,
            Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
                    + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
                    + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?"))
            .suggesting(Values::almostVersion);

    static final Scalar<String> LABEL = matching("a DNS-1123 label: 1 to 63 of a-z, 0-9 and -, no - at either end",
            "shop", 63, DNS_LABEL).suggesting(Values::almostLabel);

    static final Scalar<String> VARIABLE = matching(
            "the name of a variable: 1 to 255 of A-Z, a-z, 0-9 and _, no digit first", "LOG_LEVEL", 255,
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*"));

    static final Scalar<String> ROUTE = matching(
            "a path of at most 500 characters that begins with /; at its end, /** is all below it", "/shop/**", 500,
            Pattern.compile("(?=/)(/[A-Za-z0-9._~!$&'()+,;=:@%-]+)*(/|/\\*\\*)?"))
            .suggesting(text -> text.isEmpty() || text.startsWith("/") ? null : "/" + Location.shortened(text));

    static final Scalar<String> PROBE = matching("a path of 1 to 500 visible characters that begins with /",
            "/actuator/health/readiness", 500, Pattern.compile("/[\\x21-\\x7e]*"));

    static final Scalar<String> JAR = Scalar.of(
            "the path of a .jar file: relative to the scheduler's folder of artifacts, inside it, at most 500 characters",
            "shop.jar", Values::jar, Map.of("type", "string", "maxLength", 500, "pattern", "\\.jar$"));

    /** As it is written, quoted or not. */
    static final Scalar<String> FREE_TEXT = Scalar.of("a text of at most 4000 characters", null,
            text -> text.length() > 4000 || text.indexOf('\0') >= 0 ? null : text,
            Map.of("type", List.of("string", "number", "boolean"), "maxLength", 4000));

    static final Scalar<Boolean> TRUTH = Scalar.<Boolean>of("true or false", null, text -> switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> null;
    }, Map.of("type", "boolean")).writtenAsIs().suggesting(text -> switch (text.toLowerCase(Locale.ROOT)) {
        case "yes", "on", "y", "true", "1" -> "true";
        case "no", "off", "n", "false", "0" -> "false";
        default -> null;
    });

    private Values() {}

    /** Bounded first: an expression that repeats groups overflows the stack on a text that is long enough. */
    private static Scalar<String> matching(String expectation, String example, int longest, Pattern pattern) {
        return Scalar.of(expectation, example,
                text -> text.length() <= longest && pattern.matcher(text).matches() ? text : null,
                Map.of("type", "string", "maxLength", longest, "pattern", "^(?:" + pattern.pattern() + ")$"));
    }

    static Scalar<String> text(int longest) {
        return Scalar.of("1 to " + longest + " characters", null,
                text -> text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0 ? null : text,
                Map.of("type", "string", "minLength", 1, "maxLength", longest));
    }

    static Scalar<Integer> integer(int min, int max) {
        return Scalar.<Integer>of("a whole number from " + min + " to " + max, null, text -> {
            try {
                int value = Integer.parseInt(text);
                return value >= min && value <= max ? value : null;
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }, Map.of("type", "integer", "minimum", min, "maximum", max)).writtenAsIs();
    }

    static Scalar<Duration> duration(Duration min, Duration max) {
        return Scalar.of("an ISO 8601 duration from " + min + " to " + max, "PT1S", text -> {
            try {
                Duration value = Duration.parse(text);
                return value.compareTo(min) >= 0 && value.compareTo(max) <= 0 ? value : null;
            } catch (DateTimeParseException | ArithmeticException notADuration) {
                return null;
            }
        }, Map.of("type", "string", "format", "duration")).suggesting(Values::almostDuration);
    }

    static <E extends Enum<E>> Scalar<E> oneOf(Class<E> type) {
        List<String> known = Arrays.stream(type.getEnumConstants()).map(Values::lower).toList();
        return Scalar
                .<E>of(String.join(" or ", known), null,
                        text -> Arrays.stream(type.getEnumConstants()).filter(value -> lower(value).equals(text))
                                .findFirst().orElse(null),
                        Map.of("type", "string", "enum", known))
                .writtenBy(Values::lower).suggesting(text -> Nearest.of(text, known).orElse(null));
    }

    static Scalar<String> exactly(String only) {
        return Scalar.of(only, only, text -> text.equals(only) ? text : null, Map.of("const", only))
                .suggesting(text -> only);
    }

    private static @Nullable String jar(String text) {
        boolean outside = text.startsWith("/") || text.contains("\\") || text.indexOf('\0') >= 0
                || List.of(text.split("/")).contains("..");
        return outside || !text.endsWith(".jar") || text.length() > 500 ? null : text;
    }

    private static @Nullable String almostVersion(String text) {
        Matcher almost = ALMOST_VERSION.matcher(text);
        return almost.matches() ? number(almost, 1) + "." + number(almost, 2) + "." + number(almost, 3) : null;
    }

    private static String number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? "0" : Integer.toString(Integer.parseInt(digits));
    }

    private static @Nullable String almostLabel(String text) {
        String tamed = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return DNS_LABEL.matcher(tamed).matches() ? tamed : null;
    }

    private static @Nullable String almostDuration(String text) {
        Matcher almost = ALMOST_DURATION.matcher(text);
        if (!almost.matches()) {
            return null;
        }
        long amount = Long.parseLong(almost.group(1));
        return switch (almost.group(2) == null ? "s" : almost.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> Duration.ofMillis(amount).toString();
            case "m" -> Duration.ofMinutes(amount).toString();
            case "h" -> Duration.ofHours(amount).toString();
            default -> Duration.ofSeconds(amount).toString();
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

}
