package polis.versionset.manifest;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.problem.Nearest;

/** Reads the kinds of values that a manifest has. Each reader throws {@link BadValue}. */
final class Values {

    /** SemVer 2.0.0, the expression that semver.org recommends. */
    private static final Pattern VERSION = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
            + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");
    private static final Pattern ALMOST_VERSION = Pattern
            .compile("[vV]?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?");
    /** RFC 1123. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern MEMORY = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)");
    private static final Pattern ALMOST_MEMORY = Pattern.compile("(?i)(\\d{1,15})\\s*([kmgt])(?:i?b)?");
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30,
            "TiB", 1L << 40, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);
    private static final Pattern ALMOST_DURATION = Pattern.compile("(?i)(\\d{1,9})\\s*(ms|s|m|h)?");

    private Values() {}

    static String version(String text) {
        // Bounded first: an expression that repeats groups overflows the stack on a text that is long enough.
        if (text.length() <= 128 && VERSION.matcher(text).matches()) {
            return text;
        }
        Matcher almost = ALMOST_VERSION.matcher(text);
        throw new BadValue(quoted(text) + " is not a version of SemVer 2, such as 1.4.2 or 2.0.0-rc.1",
                almost.matches() ? number(almost, 1) + "." + number(almost, 2) + "." + number(almost, 3) : null);
    }

    private static String number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? "0" : Integer.toString(Integer.parseInt(digits));
    }

    static String label(String text) {
        if (LABEL.matcher(text).matches()) {
            return text;
        }
        String tamed = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        throw new BadValue(quoted(text) + " is not a name: at most 63 of a-z, 0-9 and -, and no - at either end",
                LABEL.matcher(tamed).matches() ? tamed : null);
    }

    static Function<String, String> text(int max) {
        return text -> {
            if (text.isBlank() || text.length() > max || text.indexOf('\0') >= 0) {
                throw new BadValue("must have 1 to " + max + " characters");
            }
            return text;
        };
    }

    static Function<String, Integer> integer(int min, int max) {
        return text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                // said below
            }
            throw new BadValue(quoted(text) + " is not a whole number from " + min + " to " + max);
        };
    }

    static Function<String, Long> memory(long min, long max) {
        return text -> {
            Matcher matcher = MEMORY.matcher(text);
            if (!matcher.matches()) {
                Matcher almost = ALMOST_MEMORY.matcher(text);
                throw new BadValue(quoted(text) + " is not an amount of memory, such as 192MiB or 1GiB",
                        almost.matches() ? almost.group(1) + almost.group(2).toUpperCase(Locale.ROOT) + "iB" : null);
            }
            long unit = UNITS.getOrDefault(matcher.group(2), 1L);
            long amount = Long.parseLong(matcher.group(1));
            if (amount > max / unit || amount * unit < min) {
                throw new BadValue(
                        quoted(text) + " is not between " + min / (1 << 20) + "MiB and " + max / (1L << 30) + "GiB");
            }
            return amount * unit;
        };
    }

    static Function<String, Duration> duration(Duration min, Duration max) {
        return text -> {
            try {
                Duration value = Duration.parse(text);
                if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                    return value;
                }
                throw new BadValue(quoted(text) + " is not between " + min + " and " + max);
            } catch (DateTimeParseException | ArithmeticException notADuration) {
                throw new BadValue(quoted(text) + " is not a duration of ISO 8601, such as PT1S or PT2M",
                        almostDuration(text));
            }
        };
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

    static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new BadValue(quoted(text) + " is neither true nor false", switch (text.toLowerCase(Locale.ROOT)) {
                    case "yes", "on", "y", "true", "1" -> "true";
                    case "no", "off", "n", "false", "0" -> "false";
                    default -> null;
                });
        };
    }

    static <E extends Enum<E>> Function<String, E> oneOf(E[] values) {
        return text -> Arrays.stream(values).filter(value -> lower(value).equals(text)).findFirst().orElseThrow(() -> {
            var known = Arrays.stream(values).map(Values::lower).toList();
            return new BadValue(quoted(text) + " is not one of " + String.join(", ", known),
                    Nearest.of(text, known).orElse(null));
        });
    }

    static Function<String, String> exactly(String wanted) {
        return text -> {
            if (text.equals(wanted)) {
                return text;
            }
            throw new BadValue("must be " + wanted + ", not " + quoted(text), wanted);
        };
    }

    static String quoted(String text) {
        return "\"" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "\"";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

}
