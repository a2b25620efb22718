package polis.scheduler.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The lifecycle that the registry keeps for services and instances; GONE is an instance's end. */
public enum Lifecycle {

    PROVISION, READY, RUN, UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN, DESTROY, FAILED, GONE;

    private List<Lifecycle> next() {
        return switch (this) {
            case PROVISION -> List.of(READY, FAILED);
            case READY -> List.of(RUN, FAILED);
            case RUN -> List.of(UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN, DESTROY, FAILED);
            case UPDATE -> List.of(RUN, ROLLBACK, FAILED);
            case ROLLBACK, SCALE_OUT, SCALE_IN -> List.of(RUN, FAILED);
            case DESTROY -> List.of(PROVISION, FAILED);
            case FAILED -> List.of(PROVISION, READY, RUN, UPDATE, ROLLBACK, DESTROY);
            case GONE -> List.of();
        };
    }

    /**
     * The legal states on the way from this one to the desired one, which comes last; empty when there is nothing to do
     * or no way. What is to be destroyed never passes through RUN: it would be given traffic for a moment.
     */
    public List<Lifecycle> pathTo(Lifecycle target) {
        Map<Lifecycle, Lifecycle> cameFrom = new EnumMap<>(Lifecycle.class);
        Deque<Lifecycle> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty() && !cameFrom.containsKey(target)) {
            Lifecycle at = open.removeFirst();
            for (Lifecycle next : target == DESTROY ? at.next().reversed() : at.next()) {
                if (next != this && cameFrom.putIfAbsent(next, at) == null) {
                    open.addLast(next);
                }
            }
        }
        Deque<Lifecycle> path = new ArrayDeque<>();
        for (Lifecycle at = target; at != null && at != this; at = cameFrom.get(at)) {
            path.addFirst(at);
        }
        return cameFrom.containsKey(target) ? List.copyOf(path) : List.of();
    }
}
