package polis.registry.seal;

/** A text that only who has the key can read. */
public final class Sealed {

    private final String keyId;
    private final byte[] bytes;

    public Sealed(String keyId, byte[] bytes) {
        this.keyId = keyId;
        this.bytes = bytes.clone();
    }

    /** Names the key, and tells nothing of it. */
    public String keyId() {
        return keyId;
    }

    /** A nonce of 12 bytes, then what AES-GCM made of the text. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
