package polis.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds secrets among bytes, as they are, in hex and in base64 wherever they stand in what was encoded; thousands of
 * them at once, by the rolling hash of Karp and Rabin over the last bytes of each.
 */
final class SecretSearch {

    private static final int WINDOW = 12;
    private static final long BASE = 0x9E3779B97F4A7C15L | 1;
    private static final int FILTER_BITS = 22;
    private static final int CHUNK = 1 << 20;

    private final Map<Long, List<Needle>> needles = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private final long leaving;
    private int longest = WINDOW;
    private int secrets;

    private static final class Needle {

        private final String name;

        private final byte[] bytes;

        Needle(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

    }

    SecretSearch() {
        long power = 1;
        for (int i = 0; i < WINDOW; i++) {
            power *= BASE;
        }
        this.leaving = power;
    }

    /** Returns the signature of a JWT: its head and its body are no secrets. */
    void addToken(String name, String token) {
        add(name, token.substring(token.lastIndexOf('.') + 1));
    }

    void add(String name, String secret) {
        add(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void add(String name, byte[] secret) {
        if (secret.length < WINDOW) {
            throw new IllegalArgumentException(name + " is too short to be searched for.");
        }
        this.secrets++;
        put(name, secret);
        put(name + " in hex", HexFormat.of().formatHex(secret).getBytes(StandardCharsets.UTF_8));
        put(name + " in hex", HexFormat.of().withUpperCase().formatHex(secret).getBytes(StandardCharsets.UTF_8));
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < 3; before++) {
                byte[] shifted = new byte[before + secret.length];
                System.arraycopy(secret, 0, shifted, before, secret.length);
                byte[] encoded = encoder.withoutPadding().encode(shifted);
                // Only what depends on the secret alone.
                put(name + " in base64", Arrays.copyOfRange(encoded, (before * 8 + 5) / 6, shifted.length * 8 / 6));
            }
        }
    }

    int size() {
        return this.secrets;
    }

    private void put(String name, byte[] bytes) {
        long hash = 0;
        for (int i = bytes.length - WINDOW; i < bytes.length; i++) {
            hash = hash * BASE + bytes[i];
        }
        this.needles.computeIfAbsent(hash, (same) -> new ArrayList<>()).add(new Needle(name, bytes));
        this.filter.set((int) (hash >>> (64 - FILTER_BITS)));
        this.longest = Math.max(this.longest, bytes.length);
    }

    /** The names of those that are there. */
    Set<String> in(byte[] hay) {
        Set<String> found = new TreeSet<>();
        search(hay, hay.length, found);
        return found;
    }

    Set<String> in(String hay) {
        return in(hay.getBytes(StandardCharsets.UTF_8));
    }

    Set<String> in(InputStream stream) throws IOException {
        Set<String> found = new TreeSet<>();
        byte[] chunk = new byte[CHUNK + this.longest];
        int kept = 0;
        for (int read; (read = stream.readNBytes(chunk, kept, CHUNK)) > 0;) {
            int length = kept + read;
            search(chunk, length, found);
            kept = Math.min(length, this.longest);
            System.arraycopy(chunk, length - kept, chunk, 0, kept);
        }
        return found;
    }

    private void search(byte[] hay, int length, Set<String> found) {
        long hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * BASE + hay[i];
            if (i >= WINDOW) {
                hash -= hay[i - WINDOW] * this.leaving;
            }
            if (i >= WINDOW - 1 && this.filter.get((int) (hash >>> (64 - FILTER_BITS)))) {
                for (Needle needle : this.needles.getOrDefault(hash, List.of())) {
                    int from = i + 1 - needle.bytes.length;
                    if (from >= 0 && Arrays.equals(hay, from, i + 1, needle.bytes, 0, needle.bytes.length)) {
                        found.add(needle.name);
                    }
                }
            }
        }
    }

}
