package polis.registry.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The salted hash of a secret. A fast hash will do: the secrets are ours, of 192 random bits each, which nobody
 * guesses, and they come with every heartbeat.
 */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int SECRET_BYTES = 24;
    private static final int SALT_BYTES = 16;

    private final byte[] salt;
    private final byte[] hash;

    Secret(byte[] salt, byte[] hash) {
        this.salt = salt;
        this.hash = hash;
    }

    /** Generates a secret and returns its text too, which is kept nowhere. */
    static Generated generate() {
        String text = TEXT.encodeToString(random(SECRET_BYTES));
        byte[] salt = random(SALT_BYTES);
        return new Generated(text, new Secret(salt, hash(salt, text)));
    }

    record Generated(String text, Secret secret) {}

    /** Letters and digits that cannot be taken for each other, to tell two user names apart. */
    static String suffix() {
        String letters = "abcdefghjkmnpqrstuvwxyz23456789";
        return RANDOM.ints(10, 0, letters.length())
                .collect(StringBuilder::new, (text, i) -> text.append(letters.charAt(i)), StringBuilder::append)
                .toString();
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    boolean matches(String text) {
        return MessageDigest.isEqual(hash, hash(salt, text));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hash(byte[] salt, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
