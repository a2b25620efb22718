package polis.registry.instance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import polis.registry.name.DnsLabel;

/**
 * An instance that a scheduler is about to start.
 *
 * @param version Semantic Versioning 2
 * @param revision the revision of the architecture that wants it
 */
record InstanceAnnouncement(
        @NotNull @Pattern(regexp = SEMVER, message = "must be a version as Semantic Versioning 2 has it, such as 1.4.0") String version,
        @Nullable @Positive Long revision,
        @NotNull @Pattern(regexp = HOST, message = "must be a host name or an address") String host,
        @Min(1) @Max(65535) int port, @Nullable @DnsLabel String node,
        @Nullable @Pattern(regexp = "https?", message = "must be http or https") String scheme) {

    private static final String SEMVER = "(0|[1-9]\\d{0,9})\\.(0|[1-9]\\d{0,9})\\.(0|[1-9]\\d{0,9})(-[0-9A-Za-z-]{1,64}(\\.[0-9A-Za-z-]{1,64}){0,9})?(\\+[0-9A-Za-z-]{1,64}(\\.[0-9A-Za-z-]{1,64}){0,9})?";
    private static final String HOST = "[A-Za-z0-9]([-A-Za-z0-9._]{0,252})|[0-9A-Fa-f:.]{2,45}|\\[[0-9A-Fa-f:.]{2,45}]";

    InstanceAnnouncement {
        scheme = scheme == null ? "http" : scheme;
    }

    @Override
    public String scheme() {
        return Objects.requireNonNull(scheme);
    }
}
