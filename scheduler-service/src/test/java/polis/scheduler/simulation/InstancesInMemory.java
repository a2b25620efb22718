package polis.scheduler.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Timeline.Milestone;

/** The instances' rows, in memory. */
final class InstancesInMemory implements Instances {

    private final Map<String, Instance> rows = new LinkedHashMap<>();

    List<Instance> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public void intend(Instance instance) {
        rows.putIfAbsent(instance.id(), instance);
    }

    @Override
    public List<Instance> living() {
        return rows.values().stream().filter(instance -> instance.phase() != Phase.GONE).toList();
    }

    @Override
    public List<Instance> present(Instant endedAfter) {
        return rows.values().stream().filter(instance -> instance.phase() != Phase.GONE
                || instance.timeline().times().get(Milestone.ENDED).isAfter(endedAfter)).toList();
    }

    @Override
    public Optional<Instance> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public List<Integer> portsTaken(String node) {
        return new ArrayList<>();
    }

    @Override
    public void started(String id, RunningProcess process, Instant at) {
        Instance row = rows.get(id);
        Phase phase = row.phase() == Phase.INTENDED ? Phase.STARTING : row.phase();
        put(row, row.operation(), at(row, phase, Milestone.STARTED, at), process);
    }

    @Override
    public boolean advance(String id, Phase from, Phase to, Instant at) {
        return move(id, Set.of(from), to, to == Phase.RUN ? Milestone.RUN : null, null, at);
    }

    @Override
    public void markForReplacement(String id, String reason) {
        Instance row = rows.get(id);
        Timeline now = row.timeline();
        String kept = now.replaceReason() == null ? reason : now.replaceReason();
        put(row, row.operation(), new Timeline(now.phase(), now.times(), kept, now.endReason()), row.process());
    }

    @Override
    public boolean withdraw(String id, Long operation, Instant at) {
        return move(id, Set.of(Phase.INTENDED, Phase.STARTING, Phase.HEALTHY, Phase.RUN), Phase.DRAINING,
                Milestone.WITHDRAWN, operation, at);
    }

    @Override
    public boolean stop(String id, Long operation, Instant at) {
        return move(id, Set.of(Phase.INTENDED, Phase.STARTING, Phase.HEALTHY, Phase.RUN, Phase.DRAINING),
                Phase.STOPPING, Milestone.STOPPING, operation, at);
    }

    @Override
    public void opened(String id, Instant at) {
        reach(id, Milestone.OPENED, at);
    }

    @Override
    public void pulled(String id, boolean idle, Instant at) {
        reach(id, Milestone.PULLED, at);
        if (idle) {
            reach(id, Milestone.IDLE, at);
        }
    }

    @Override
    public void deregistered(String id, Instant at) {
        reach(id, Milestone.DEREGISTERED, at);
    }

    @Override
    public boolean recordExit(String id, String reason, Instant at) {
        Instance row = rows.get(id);
        if (row.phase() == Phase.GONE) {
            return false;
        }
        Timeline gone = at(row, Phase.GONE, Milestone.ENDED, at);
        put(row, row.operation(), new Timeline(Phase.GONE, gone.times(), gone.replaceReason(), reason), row.process());
        return true;
    }

    @Override
    public void forget(Instant endedBefore) {
        rows.values().removeIf(
                row -> row.phase() == Phase.GONE && row.timeline().times().get(Milestone.ENDED).isBefore(endedBefore));
    }

    private boolean move(String id, Set<Phase> from, Phase to, Milestone milestone, Long operation, Instant at) {
        Instance row = rows.get(id);
        if (!from.contains(row.phase())) {
            return false;
        }
        put(row, operation == null ? row.operation() : operation, at(row, to, milestone, at), row.process());
        return true;
    }

    private void reach(String id, Milestone milestone, Instant at) {
        Instance row = rows.get(id);
        put(row, row.operation(), at(row, row.phase(), milestone, at), row.process());
    }

    private static Timeline at(Instance row, Phase phase, Milestone milestone, Instant at) {
        Map<Milestone, Instant> times = new EnumMap<>(row.timeline().times());
        if (milestone != null) {
            times.putIfAbsent(milestone, at);
        }
        return new Timeline(phase, times, row.timeline().replaceReason(), row.timeline().endReason());
    }

    private void put(Instance row, Long operation, Timeline timeline, RunningProcess process) {
        rows.put(row.id(),
                new Instance(row.id(), row.target(), row.revision(), operation, row.endpoint(), timeline, process));
    }
}
