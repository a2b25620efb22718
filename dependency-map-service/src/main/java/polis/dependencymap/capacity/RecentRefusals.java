package polis.dependencymap.capacity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Why spans were refused lately, for those who look at the map: it lacks what they would have told. */
@Component
public class RecentRefusals {

    private static final Duration TOLD_FOR = Duration.ofMinutes(10);

    private final InstantSource clock;
    /** By the sentence that tells it; there are few. */
    private final Map<String, Instant> latest = new ConcurrentHashMap<>();

    RecentRefusals(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes note of a refusal.
     *
     * @param notice a sentence that says what to do; the same one for the same reason
     */
    public void add(String notice) {
        latest.put(notice, clock.instant());
    }

    public List<String> notices() {
        Instant earliest = clock.instant().minus(TOLD_FOR);
        latest.values().removeIf(at -> at.isBefore(earliest));
        return latest.keySet().stream().sorted().toList();
    }
}
