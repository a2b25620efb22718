package polis.versionset.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import polis.versionset.schema.Form;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The normal form of manifests: the same architecture is the same text, however it was written. */
public final class ManifestJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private ManifestJson() {}

    public static String write(Manifest manifest) {
        return MAPPER.writeValueAsString(Manifest.SHAPE.write(manifest));
    }

    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /** Returns a recorded manifest with the defaults of fields that are younger than it. */
    public static JsonNode completed(String json) {
        return switch (ManifestReader.read(json.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted -> tree(write(accepted.manifest()));
            case Reading.Rejected tooOld -> tree(json);
        };
    }

    /** Reads what was once accepted. */
    public static Manifest read(String json) {
        return switch (ManifestReader.read(json.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted accepted -> accepted.manifest();
            case Reading.Rejected rejected ->
                throw new IllegalStateException("A recorded manifest cannot be read any more: " + rejected.errors());
        };
    }

    /** Returns the JSON Schema of the normal form or of what people write. */
    public static Map<String, Object> schema(Form form) {
        return Manifest.SHAPE.schema(form);
    }

    /** {@code sha256:} and the SHA-256 of the normal form in hexadecimal digits. */
    public static String digest(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

}
