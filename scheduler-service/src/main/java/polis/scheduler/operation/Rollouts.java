package polis.scheduler.operation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.DesiredRevision;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.RolloutStep.Change;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.Steps;
import polis.scheduler.cluster.Versionset;
import polis.scheduler.order.Precedence;

/** Opens an operation for a revision that is to be applied, in place of one that is under way. */
@Component
public class Rollouts {

    private static final Logger log = LoggerFactory.getLogger(Rollouts.class);

    private final Operations operations;
    private final Steps steps;
    private final Revisions revisions;
    private final Versionset versionset;
    private final CallGraph calls;
    private final TransactionOperations transaction;
    private final AtomicReference<@Nullable Proposal> proposed = new AtomicReference<>();

    Rollouts(Operations operations, Steps steps, Revisions revisions, Versionset versionset, CallGraph calls,
            TransactionOperations transaction) {
        this.operations = operations;
        this.steps = steps;
        this.revisions = revisions;
        this.versionset = versionset;
        this.calls = calls;
        this.transaction = transaction;
    }

    /** Asks versionset-service what is current, and returns whether there is something to open. */
    public boolean propose() {
        OptionalLong current = versionset.current();
        return current.isPresent() && propose(current.getAsLong());
    }

    private boolean propose(long current) {
        DesiredRevision kept = revisions.desired();
        if (!isNew(current, operations.runningApply().orElse(null), kept)) {
            return false;
        }
        List<ServiceTarget> services = Stream
                .concat(revisions.services(kept).values().stream(), revisions.services(current).values().stream())
                .toList();
        proposed.set(new Proposal(current, calls.callees(services)));
        return true;
    }

    /** Opens the operation that was proposed; called where nothing else is decided at the same time. */
    public void open(Instant now) {
        Proposal proposal = proposed.getAndSet(null);
        if (proposal == null) {
            return;
        }
        DesiredRevision kept = revisions.desired();
        if (!isNew(proposal.revision(), operations.runningApply().orElse(null), kept)) {
            return;
        }
        Map<String, ServiceTarget> base = revisions.services(kept);
        Map<String, ServiceTarget> next = revisions.services(proposal.revision());
        Precedence order = Precedence.of(union(base, next), proposal.callees());
        transaction.executeWithoutResult(status -> {
            Set<String> begun = new HashSet<>();
            for (Operation former : operations.running()) {
                String reason = "superseded by revision " + proposal.revision();
                begun.addAll(operations.begun(former.seq()));
                steps.skip(former.seq(), true, reason, now);
                operations.end(former.seq(), Status.FAILED,
                        former.direction() == Direction.BACK
                                ? reason + " while going back: " + former.reason()
                                : reason,
                        now);
            }
            open(proposal.revision(), kept.revision(), base, next, order, begun, now);
        });
    }

    private record Proposal(long revision, Map<String, Set<String>> callees) {}

    private boolean isNew(long current, @Nullable Operation running, DesiredRevision kept) {
        if (running != null) {
            boolean going = running.revision() == current;
            boolean goingBack = running.direction() == Direction.BACK
                    && Objects.equals(running.previousRevision(), current);
            return !going && !goingBack;
        }
        if (kept.revision() != null && kept.revision() == current) {
            return false;
        }
        // What has failed once is not tried again under the same number: versionset-service is still to hear of it.
        return operations.latestApply(current).map(status -> status == Status.SUCCEEDED).orElse(true);
    }

    private void open(long revision, @Nullable Long previous, Map<String, ServiceTarget> base,
            Map<String, ServiceTarget> next, Precedence order, Set<String> begun, Instant now) {
        long operation = operations.openApply(revision, previous, order.ranks(), order.cycles(), now);
        List<String> services = order.ranks().stream().flatMap(List::stream).toList();
        Set<String> changed = new TreeSet<>();
        for (String service : services) {
            ServiceTarget from = base.get(service);
            ServiceTarget to = next.get(service);
            Change change = change(from, to);
            if (change != null) {
                changed.add(service);
                // What is taken away goes last: until then somebody may still call it.
                int rank = to == null ? order.ranks().size() : order.rankOf(service);
                operations.addRolloutStep(operation, service, change, rank,
                        begun.contains(service) && to != null ? now : null);
                plan(operation, service, from, to, change);
            }
        }
        log.info("Operation op-{} applies revision {}: {}{}", operation, revision,
                changed.isEmpty() ? "nothing to change" : String.join(", ", changed),
                order.cycles().isEmpty() ? "" : "; services that call each other: " + order.cycles());
    }

    private static Set<String> union(Map<String, ServiceTarget> base, Map<String, ServiceTarget> next) {
        return Stream.of(base, next).flatMap(map -> map.keySet().stream()).collect(Collectors.toSet());
    }

    @Nullable
    private static Change change(@Nullable ServiceTarget from, @Nullable ServiceTarget to) {
        if (from == null) {
            return Change.ADDED;
        }
        if (to == null) {
            return Change.REMOVED;
        }
        if (from.external() != to.external() || !from.digest().equals(to.digest())) {
            return Change.UPDATED;
        }
        int more = Integer.compare(to.instances(), from.instances());
        return more == 0 ? null : more > 0 ? Change.SCALED_OUT : Change.SCALED_IN;
    }

    /** Writes down what is going to happen as far as it can be foreseen. */
    private void plan(long operation, String service, @Nullable ServiceTarget from, @Nullable ServiceTarget to,
            Change change) {
        if (to != null && to.external()) {
            steps.plan(operation, service, Action.AWAIT_REGISTRATION);
            return;
        }
        int before = from == null || from.external() ? 0 : from.instances();
        int after = to == null ? 0 : to.instances();
        boolean replaced = change == Change.UPDATED;
        int coming = replaced ? after : Math.max(0, after - before);
        int going = replaced ? before : Math.max(0, before - after);
        for (int slot = 0; slot < Math.max(coming, going); slot++) {
            if (slot < coming) {
                Stream.of(Action.PROVISION, Action.START, Action.AWAIT_HEALTHY, Action.AWAIT_REGISTRATION,
                        Action.OPEN_TRAFFIC).forEach(action -> steps.plan(operation, service, action));
            }
            if (slot < going) {
                Stream.of(Action.PULL_TRAFFIC, Action.DEREGISTER, Action.DRAIN, Action.STOP)
                        .forEach(action -> steps.plan(operation, service, action));
            }
        }
    }
}
