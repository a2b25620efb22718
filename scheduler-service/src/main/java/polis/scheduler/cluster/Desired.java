package polis.scheduler.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is desired.
 *
 * @param revision the one that is kept, or that the rollout comes from; null before the first one
 * @param targets of each service that the rollout, if there is one, does not change
 * @param rollout what is being changed
 * @param failed services that were given up: kept stopped until a revision says otherwise
 */
public record Desired(@Nullable Long revision, List<ServiceTarget> targets, @Nullable Rollout rollout,
        Set<String> failed) {

    /** The target of each service right now: a service whose step has not begun is kept as it was. */
    public Map<String, ServiceTarget> effective() {
        Map<String, ServiceTarget> effective = new TreeMap<>();
        List<ServiceTarget> all = new ArrayList<>(targets);
        if (rollout != null) {
            for (RolloutStep step : rollout.steps()) {
                ServiceTarget target = step.effective(rollout.direction());
                if (target != null) {
                    all.add(target);
                }
            }
        }
        all.forEach(target -> effective.put(target.service(), target));
        return effective;
    }
}
