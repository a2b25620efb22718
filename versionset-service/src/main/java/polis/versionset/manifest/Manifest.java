package polis.versionset.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an architecture shall be, with every default filled in. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(String apiVersion, String kind, Metadata metadata, RuntimeKind runtime,
        SortedMap<String, Service> services) {

    static final String API_VERSION = "polis/v1";
    static final String KIND = "Architecture";

    /** Who runs a service. */
    public enum RuntimeKind {
        /** The scheduler starts it as processes. */
        @JsonProperty("process")
        PROCESS,
        /** Somebody else runs it, Polis observes it. */
        @JsonProperty("external")
        EXTERNAL
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metadata(String name, @Nullable String description) {}

    /**
     * One service.
     *
     * @param tier how critical it is: 0 the most, 3 the least
     * @param artifact absent where the runtime is external
     * @param memoryBytes of one instance's process
     * @param dependsOn declared callees, in alphabetical order
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Service(String title, @Nullable String description, String version, int tier, @Nullable String owner,
            @Nullable String domain, RuntimeKind runtime, @Nullable Artifact artifact, List<String> arguments,
            SortedMap<String, String> environment, Instances instances, long memoryBytes, Health health, Drain drain,
            List<Route> routes, List<String> dependsOn) {}

    /**
     * What is started.
     *
     * @param jar relative to the scheduler's folder of artifacts
     */
    public record Artifact(String jar) {}

    /** How many instances may run; wanted are {@code min}. */
    public record Instances(int min, int max) {}

    /** How health is asked; {@code deadline} runs from an instance's start to its first healthy answer. */
    public record Health(String path, Duration interval, Duration timeout, Duration deadline) {}

    /**
     * How an instance is taken out of service.
     *
     * @param delay what callers' caches need to forget an instance after it is deregistered
     * @param timeout how long requests that it has begun may take
     */
    public record Drain(Duration delay, Duration timeout) {}

    /**
     * A path of the gateway that leads to the service.
     *
     * @param stripPrefix how many leading segments of the path the service does not get to see
     * @param passAuthorization true where the service gets to see the tokens of this city's issuer; absent where not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Route(String path, int stripPrefix, @Nullable Boolean passAuthorization) {}

    /** The version of each service, by name. */
    public SortedMap<String, String> versions() {
        SortedMap<String, String> versions = new TreeMap<>();
        services.forEach((name, service) -> versions.put(name, service.version()));
        return versions;
    }

}
