package polis.shop;

import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What this process is.
 *
 * @param role which of the eight services it plays
 * @param version the version that it says it is
 * @param healthy whether it ever becomes ready; {@code false} plays a broken release
 * @param instance the name under which it registers
 * @param calls which roles each role calls
 */
@ConfigurationProperties("shop")
public record Shop(String role, String version, boolean healthy, String instance,
        Map<String, List<String>> calls) {

    /** The roles that this one calls. */
    public List<String> callees() {
        return calls.getOrDefault(role, List.of());
    }
}
