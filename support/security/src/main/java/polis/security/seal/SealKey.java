package polis.security.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/** One key: AES-256-GCM (NIST SP 800-38D), drawn out of a text by HKDF (RFC 5869). */
public final class SealKey {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final String id;

    private SealKey(SecretKey key, String id) {
        this.key = key;
        this.id = id;
    }

    /**
     * Draws the key out of a text that is hard to guess.
     *
     * @param purpose whose key it is and what it seals: of the same text another purpose makes another key
     */
    public static SealKey of(String text, String purpose) {
        try {
            KDF kdf = KDF.getInstance("HKDF-SHA256");
            byte[] material = text.strip().getBytes(StandardCharsets.UTF_8);
            return new SealKey(kdf.deriveKey("AES", drawn(material, purpose, 32)),
                    HexFormat.of().formatHex(kdf.deriveData(drawn(material, purpose + " id", 8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform from 25 on has HKDF with SHA-256.", e);
        }
    }

    private static HKDFParameterSpec drawn(byte[] material, String purpose, int length) {
        return HKDFParameterSpec.ofExtract().addIKM(material).thenExpand(purpose.getBytes(StandardCharsets.UTF_8),
                length);
    }

    /** Names the key, and tells nothing of it. */
    public String id() {
        return id;
    }

    /**
     * Seals a text for one place: a nonce of 12 bytes, then what AES-GCM makes of it.
     *
     * @param place the table and the row; the same is needed to open it
     */
    public byte[] seal(String text, String place) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + hidden.length);
            System.arraycopy(hidden, 0, all, NONCE, hidden.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing could be sealed.", e);
        }
    }

    /**
     * The text.
     *
     * @throws SealException when it was sealed with another key or for another place, or was changed
     */
    public String open(byte[] bytes, String place) {
        if (bytes.length < NONCE + TAG_BITS / 8) {
            throw new SealException("What is kept for " + place + " is too short for something sealed.");
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE), place).doFinal(bytes, NONCE,
                    bytes.length - NONCE);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new SealException("What is kept for " + place + " was changed, or was sealed for another row.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing could be opened.", e);
        }
    }

    /** The key's id and the place are bound: a row that is copied over another one does not open there. */
    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((id + "\n" + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
