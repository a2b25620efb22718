package polis.cli.token;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import polis.cli.terminal.ExitCode;
import polis.cli.terminal.Failure;

/** A time to live as people write it. */
final class Ttl {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smhd])");

    private Ttl() {}

    /** {@code 8h} and {@code PT8H} alike, as ISO 8601. */
    static String iso(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return (switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            }).toString();
        }
        try {
            return Duration.parse(text).toString();
        } catch (DateTimeParseException e) {
            throw new Failure(ExitCode.USAGE, "--ttl " + text + " is not a duration: write 30m, 8h, 7d or PT8H.");
        }
    }
}
