package polis.versionset.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The normalised form of manifests: the same architecture is the same text, however it was written. */
public final class ManifestJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private ManifestJson() {}

    public static String write(Manifest manifest) {
        return MAPPER.writeValueAsString(manifest);
    }

    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    public static Manifest read(String json) {
        return MAPPER.readValue(json, Manifest.class);
    }

    /** {@code sha256:} and the SHA-256 of the normalised form in hexadecimal digits. */
    public static String digest(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

}
