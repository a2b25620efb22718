package polis.scheduler.desired;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import polis.scheduler.cluster.ServiceTarget.Health;
import polis.scheduler.cluster.ServiceTarget.ProcessSpec;

/** Names all that makes a process what it is; how many there are and how they are watched is not part of it. */
final class Digest {

    private Digest() {}

    static String of(String version, ProcessSpec process, Health health) {
        String text = String.join("\u0000", version, String.valueOf(process.jar()), String.valueOf(process.memory()),
                health.path(), String.join("\u0001", process.arguments()),
                new TreeMap<>(process.environment()).toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
