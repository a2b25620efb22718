package polis.scheduler.cluster;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What registry-service last showed.
 *
 * @param since since when it has answered; null while it is away
 * @param entries by instance id
 * @param lifecycles by service
 * @param serving by service and version, how many are RUN
 */
public record RegistrySnapshot(@Nullable Instant since, Map<String, Replica.Entry> entries,
        Map<String, Lifecycle> lifecycles, Map<String, Map<String, Integer>> serving) {

    /** Before the first look. */
    public static final RegistrySnapshot NOTHING = new RegistrySnapshot(null, Map.of(), Map.of(), Map.of());

    /** The same, of a registry that does not answer. */
    public RegistrySnapshot away() {
        return new RegistrySnapshot(null, entries, lifecycles, serving);
    }
}
