package polis.registry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bad input of good: cuts, doubles, nests, splices and spices it. The same seed makes the same. */
public final class Mutations {

    private static final int LONGEST = 1 << 17;

    private static final List<String> SPICES = List.of("\0", "\\u0000", "&#0;", "\uFFFE", "\uD800", "\\ud800", "\u2028",
            "\"", "'", "<", ">", "&", "]]>", "<![CDATA[", "<!--", "<?xml version=\"1.1\"?>", "<!DOCTYPE a>", "&lol;",
            "{", "}", "[", "]", ":", ": ", "- ", "\n---\n", "\n...\n", "&a ", "*a", "!!java.net.URL ", "\"\\x",
            "\"\\u12", "%", "%00", "null", "true", "-1", "0", "2147483648", "9223372036854775808", "1e999999999",
            "-0.0", "NaN", "0x7f", "99999999999999999999999999999999", "{\"$\":8080}",
            "\"@class\":\"java.util.HashMap\"", "\"class\":", " class=\"java.util.TreeMap\"", " reference=\"..\"",
            "com.netflix.appinfo.AmazonInfo", "UP", "GARBAGE", "/../", "a".repeat(300), " ".repeat(2_000), "\uFEFF",
            "\r\n", "\t");

    private final Random random;

    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    public <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public byte[] of(List<String> seeds) {
        byte[] mutant = any(seeds).getBytes(StandardCharsets.UTF_8);
        for (int step = random.nextInt(4); step >= 0; step--) {
            mutant = mutated(mutant, seeds);
        }
        return mutant.length > LONGEST ? Arrays.copyOf(mutant, LONGEST) : mutant;
    }

    private byte[] mutated(byte[] bytes, List<String> seeds) {
        if (bytes.length == 0) {
            return any(SPICES).getBytes(StandardCharsets.UTF_8);
        }
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + random.nextInt(64)));
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        return switch (random.nextInt(9)) {
            case 0 -> put(bytes, from, to, new byte[0]);
            case 1 -> put(bytes, from, from, part);
            case 2 -> put(bytes, from, to, repeated(part, 1 + random.nextInt(1_000)));
            case 3 -> put(bytes, from, to, new byte[] {(byte) random.nextInt(256)});
            case 4 -> Arrays.copyOf(bytes, from);
            case 5 -> {
                byte[] other = any(seeds).getBytes(StandardCharsets.UTF_8);
                yield put(bytes, from, to, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            }
            case 6 -> value(bytes, from);
            default -> put(bytes, from, random.nextBoolean() ? from : to, any(SPICES).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Replaces a whole word or number, so that the form around it stays good. */
    private byte[] value(byte[] bytes, int near) {
        int from = near;
        while (from < bytes.length && !Character.isLetterOrDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && Character.isLetterOrDigit(bytes[to])) {
            to++;
        }
        return put(bytes, from, to, any(SPICES).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] repeated(byte[] part, int times) {
        var out = new ByteArrayOutputStream();
        for (int time = 0; time < times && out.size() < LONGEST; time++) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] put(byte[] bytes, int from, int to, byte[] between) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(between);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
