package polis.scheduler.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one service.
 *
 * @param external run by somebody else, only observed
 * @param jar relative to the artifact root; null for an external service
 * @param routed reached through the gateway
 */
public record ServiceSpec(String name, String version, boolean external, @Nullable String jar, List<String> arguments,
        Map<String, String> environment, int instances, long memoryBytes, Health health, Drain drain, boolean routed,
        List<String> dependsOn) {

    /** How to see that an instance is well, and for how long to hope. */
    public record Health(String path, Duration interval, Duration timeout, Duration deadline) {}

    /** How long callers' caches need to forget an instance, and how long its requests may take to finish. */
    public record Drain(Duration delay, Duration timeout) {}

    public ServiceSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        dependsOn = List.copyOf(dependsOn);
    }

    /** Names all that makes a process what it is; how many there are and how they are watched is not part of it. */
    public String digest() {
        String text = String.join("\u0000", version, String.valueOf(jar), String.valueOf(memoryBytes), health.path(),
                String.join("\u0001", arguments), new TreeMap<>(environment).toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
