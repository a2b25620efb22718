package polis.masking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One spelling of a secret, found by the algorithm of Knuth, Morris and Pratt: no step back in the text. */
final class KnownSecret {

    /** What is shorter stands in every text. */
    static final int SHORTEST = 4;

    /** From this length on it is looked for in its encodings too. */
    private static final int ENCODED = 8;

    private final char[] forward;
    private final int[] forwardFailures;
    private final char[] backward;
    private final int[] backwardFailures;

    private KnownSecret(char[] pattern) {
        this.forward = pattern;
        this.forwardFailures = failures(pattern);
        this.backward = reversed(pattern);
        this.backwardFailures = failures(backward);
    }

    /** As it is, as a part of a URL, in hex and in base64 wherever it stands in what was encoded. */
    static Stream<KnownSecret> spellings(String secret) {
        Stream<String> plain = Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8));
        Stream<String> all = secret.length() < ENCODED ? plain : Stream.concat(plain, encoded(secret));
        return all.map(spelling -> SolidText.of(spelling).toString()).filter(solid -> solid.length() >= SHORTEST)
                .distinct().map(solid -> new KnownSecret(solid.toCharArray()));
    }

    private static Stream<String> encoded(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Stream<String> hex = Stream.of(HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes));
        Stream<String> base64 = Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                .flatMap(encoder -> IntStream.range(0, 3).mapToObj(shift -> aligned(encoder, bytes, shift)));
        return Stream.concat(hex, base64);
    }

    /** The characters that depend on the secret alone when so many bytes stand before it. */
    private static String aligned(Base64.Encoder encoder, byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String whole = encoder.withoutPadding().encodeToString(shifted);
        int from = (shift * 8 + 5) / 6;
        int to = (shift + bytes.length) * 8 / 6;
        return whole.substring(from, to);
    }

    void find(SolidText text, boolean tail, BitSet hidden) {
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            matched = next(forward, forwardFailures, matched, text.at(i));
            if (matched == forward.length) {
                hide(text, i - matched + 1, i + 1, hidden);
                matched = forwardFailures[matched - 1];
            }
        }
        if (!tail) {
            return;
        }
        if (matched >= SHORTEST) {
            hide(text, text.length() - matched, text.length(), hidden);
        }
        int begun = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            begun = next(backward, backwardFailures, begun, text.at(i));
            if (begun == backward.length) {
                begun = backwardFailures[begun - 1];
            }
        }
        if (begun >= SHORTEST) {
            hide(text, 0, begun, hidden);
        }
    }

    private static void hide(SolidText text, int from, int to, BitSet hidden) {
        hidden.set(text.place(from), text.place(to - 1) + 1);
    }

    private static int next(char[] pattern, int[] failures, int matched, char c) {
        int length = matched;
        while (length > 0 && pattern[length] != c) {
            length = failures[length - 1];
        }
        return pattern[length] == c ? length + 1 : 0;
    }

    private static int[] failures(char[] pattern) {
        int[] failures = new int[pattern.length];
        for (int i = 1; i < pattern.length; i++) {
            failures[i] = next(pattern, failures, failures[i - 1], pattern[i]);
        }
        return failures;
    }

    private static char[] reversed(char[] pattern) {
        char[] reversed = Arrays.copyOf(pattern, pattern.length);
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = pattern[pattern.length - 1 - i];
        }
        return reversed;
    }
}
