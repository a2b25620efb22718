package polis.scheduler.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operation.Kind;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.RolloutStep;
import polis.scheduler.cluster.RolloutStep.Change;
import polis.scheduler.cluster.RolloutStep.Progress;
import polis.scheduler.cluster.ServiceTarget;

/** The operations' rows, in memory. */
final class OperationsInMemory implements Operations {

    private final TreeMap<Long, Operation> rows = new TreeMap<>();
    private final Map<Long, Status> statuses = new HashMap<>();
    private final Map<Long, Map<String, RolloutStep>> steps = new HashMap<>();

    @Override
    public long openApply(long revision, Long previous, List<List<String>> ranks, List<List<String>> cycles,
            Instant at) {
        return open(new Operation(next(), Kind.APPLY, revision, previous, Direction.FORWARD, null, null, at));
    }

    @Override
    public long openHeal(long revision, String service, String reason, Instant at) {
        return open(new Operation(next(), Kind.HEAL, revision, null, Direction.FORWARD, service, reason, at));
    }

    private long next() {
        return rows.size() + 1L;
    }

    private long open(Operation operation) {
        rows.put(operation.seq(), operation);
        statuses.put(operation.seq(), Status.RUNNING);
        steps.put(operation.seq(), new TreeMap<>());
        return operation.seq();
    }

    @Override
    public void addRolloutStep(long operation, String service, Change change, int rank, Instant begunAt) {
        steps.get(operation).put(service,
                new RolloutStep(service, change, rank, new Progress(begunAt, null, true, false), null, null));
    }

    @Override
    public void beginStep(long operation, String service, Direction direction, Instant at) {
        change(operation, service,
                before -> direction == Direction.FORWARD
                        ? new Progress(before.begunAt() == null ? at : before.begunAt(), before.backAt(),
                                before.reverts(), before.announced())
                        : new Progress(before.begunAt(), before.backAt() == null ? at : before.backAt(),
                                before.reverts(), before.announced()));
    }

    @Override
    public void announced(long operation, String service, Direction direction) {
        if (rows.get(operation).direction() == direction) {
            change(operation, service,
                    before -> new Progress(before.begunAt(), before.backAt(), before.reverts(), true));
        }
    }

    @Override
    public void turnBack(long operation, String failedService, String only, String reason) {
        Operation row = rows.get(operation);
        rows.put(operation, new Operation(operation, row.kind(), row.revision(), row.previousRevision(), Direction.BACK,
                failedService, reason, row.startedAt()));
        List.copyOf(steps.get(operation).keySet())
                .forEach(service -> change(operation, service, before -> new Progress(before.begunAt(), before.backAt(),
                        only == null || only.equals(service), false)));
    }

    private void change(long operation, String service, UnaryOperator<Progress> change) {
        steps.get(operation).computeIfPresent(service, (name, step) -> new RolloutStep(service, step.change(),
                step.rank(), change.apply(step.progress()), null, null));
    }

    @Override
    public void end(long operation, Status status, String reason, Instant at) {
        statuses.replace(operation, Status.RUNNING, status);
    }

    @Override
    public List<Operation> running() {
        return rows.values().stream().filter(row -> statuses.get(row.seq()) == Status.RUNNING).toList();
    }

    @Override
    public Optional<Status> latestApply(long revision) {
        return latest(revision).map(row -> statuses.get(row.seq()));
    }

    Optional<Operation> latest(long revision) {
        return rows.descendingMap().values().stream()
                .filter(row -> row.kind() == Kind.APPLY && row.revision() == revision).findFirst();
    }

    @Override
    public Set<String> begun(long operation) {
        return steps.get(operation).values().stream().filter(RolloutStep::forwardBegun).map(RolloutStep::service)
                .collect(Collectors.toSet());
    }

    @Override
    public List<RolloutStep> rolloutSteps(long operation, Map<String, ServiceTarget> previous,
            Map<String, ServiceTarget> next) {
        List<RolloutStep> all = new ArrayList<>();
        steps.get(operation).values().forEach(step -> all.add(new RolloutStep(step.service(), step.change(),
                step.rank(), step.progress(), previous.get(step.service()), next.get(step.service()))));
        all.sort(Comparator.comparingInt(RolloutStep::rank));
        return all;
    }
}
