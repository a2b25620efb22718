package polis.scheduler.registry;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Lifecycle;
import polis.scheduler.cluster.Replica;

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

    static final RegistrySnapshot NOTHING = new RegistrySnapshot(null, Map.of(), Map.of(), Map.of());

    RegistrySnapshot away() {
        return new RegistrySnapshot(null, entries, lifecycles, serving);
    }
}
