package polis.versionset.manifest;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polis.versionset.schema.Scalar;

/** Amounts of memory: with a unit as people write them, in bytes in the normal form. */
final class Memory {

    private static final long MIN = 32L << 20;
    private static final long MAX = 1L << 40;
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30,
            "TiB", 1L << 40, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)");
    private static final Pattern ALMOST = Pattern.compile("(?i)(\\d{1,15})\\s*([kmgt])(?:i?b)?");

    static final Scalar<Long> WITH_UNIT = Scalar
            .of("an amount from 32MiB to 1TiB in B, kB, MB, GB, TB, KiB, MiB, GiB or TiB", "192MiB", Memory::amount,
                    Map.<String, Object>of("type", "string", "pattern", "^(?:" + AMOUNT.pattern() + ")$"))
            .suggesting(Memory::almost);

    static final Scalar<Long> IN_BYTES = Scalar.of("a whole number of bytes from " + MIN + " to " + MAX, null,
            text -> amount(text + "B"), Map.<String, Object>of("type", "integer", "minimum", MIN, "maximum", MAX))
            .writtenAsIs();

    private Memory() {}

    private static @Nullable Long amount(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long unit = UNITS.getOrDefault(matcher.group(2), 1L);
        long amount = Long.parseLong(matcher.group(1));
        return amount > MAX / unit || amount * unit < MIN ? null : amount * unit;
    }

    private static @Nullable String almost(String text) {
        Matcher almost = ALMOST.matcher(text);
        return almost.matches() ? almost.group(1) + almost.group(2).toUpperCase(Locale.ROOT) + "iB" : null;
    }

}
