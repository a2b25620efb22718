package polis.scheduler.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Turn;

/**
 * What is wanted of the city.
 *
 * @param goals what is wanted of each service that the rollout, if there is one, does not touch
 * @param rollout what is being changed
 * @param failed services that were given up: kept stopped until a revision says otherwise
 */
public record Desired(List<Goal> goals, @Nullable Rollout rollout, Set<String> failed) {

    /** What is wanted of each service right now: a service whose turn has not come is kept as it was. */
    Map<String, Goal> effective() {
        Map<String, Goal> effective = new TreeMap<>();
        List<Goal> all = new ArrayList<>(goals);
        if (rollout != null) {
            for (Turn turn : rollout.turns()) {
                Goal goal = turn.effective(rollout.direction());
                if (goal != null) {
                    all.add(goal);
                }
            }
        }
        all.forEach(goal -> effective.put(goal.service(), goal));
        return effective;
    }
}
