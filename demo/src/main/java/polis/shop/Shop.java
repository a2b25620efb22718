package polis.shop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The role that this process plays.
 *
 * @param role which of the eight services it plays
 * @param version the version that it says it is
 * @param healthy whether it ever becomes ready; {@code false} plays a broken release
 * @param instance the name under which it registers
 * @param calls which roles each role calls
 * @param warmUp the requests that each role sends itself before it is ready
 */
@ConfigurationProperties("shop")
public record Shop(String role, String version, boolean healthy, String instance, Map<String, List<String>> calls,
        Map<String, List<WarmUpRequest>> warmUp) {

    /** A request that changes nothing; a POST where it has a body. */
    public record WarmUpRequest(String path, @Nullable String body) {}

    /** The roles that this one calls. */
    public List<String> callees() {
        return calls.getOrDefault(role, List.of());
    }

    /** Returns the requests that this role sends itself before it is ready. */
    public List<WarmUpRequest> warmUpRequests() {
        return warmUp.getOrDefault(role, List.of());
    }
}
