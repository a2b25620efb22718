package polis.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import polis.scheduler.reconcile.Rollout.Change;
import polis.scheduler.reconcile.Rollout.Direction;
import polis.scheduler.reconcile.Rollout.Turn;

/**
 * A city in memory: it does what the reconciler says, sometimes late, and its processes behave as their version does.
 */
final class World {

    static final Duration TICK = Duration.ofMillis(500);

    static final Limits LIMITS = new Limits(4, 2, 3, 3, Duration.ofSeconds(20));

    enum Behaviour {
        WELL, SICK, CRASHING
    }

    /** One instance and its process. */
    static final class Box {

        final String id;

        final Goal goal;

        Phase phase = Phase.INTENDED;

        boolean process;

        int age;

        int successes;

        int failures;

        boolean ill;

        String condemned;

        Instant intended;

        Instant opened;

        Instant withdrawn;

        Instant pulled;

        Instant idle;

        Instant deregistered;

        Instant stopping;

        Lifecycle entry;

        boolean up;

        boolean managed;

        Box(String id, Goal goal, Instant intended) {
            this.id = id;
            this.goal = goal;
            this.intended = intended;
        }

        /** Somebody who looks it up at the registry gets an answer. */
        boolean serves() {
            return process && !ill && phase.compareTo(Phase.STOPPING) < 0 && entry == Lifecycle.RUN && up;
        }
    }

    private final Random random;

    private final Reconciler reconciler = new Reconciler(LIMITS);

    private final Map<String, Behaviour> behaviours = new HashMap<>();

    final Map<String, Box> boxes = new LinkedHashMap<>();

    final Map<String, Lifecycle> lifecycles = new TreeMap<>();

    final List<String> transitions = new ArrayList<>();

    final Map<String, Integer> exits = new HashMap<>();

    final Map<String, Instant> retries = new HashMap<>();

    final Set<String> healing = new TreeSet<>();

    Map<String, Goal> base = new TreeMap<>();

    Map<String, Goal> next;

    final Map<String, Turn> turns = new TreeMap<>();

    Set<String> failed = Set.of();

    Direction direction;

    String culprit;

    String outcome;

    Instant startedAt;

    Instant now = Instant.parse("2026-11-20T12:00:00Z");

    Watched watched = Watched.from(now);

    Instant registrySince = now;

    long memory = 1000;

    /** Of a hundred commands that reach outwards, how many are late. */
    int lateness;

    int count;

    /** The scheduler has not looked at the registry since its start. */
    boolean unseen;

    World(long seed) {
        this.random = new Random(seed);
    }

    Goal goal(String service, String version, int instances, Behaviour behaviour) {
        behaviours.put(service + version, behaviour);
        return new Goal(service, version, version + behaviour, false, instances, true, 10, Duration.ofSeconds(15));
    }

    /** Begins to apply what is given, with ranks in the order of the names. */
    void apply(Goal... goals) {
        next = new TreeMap<>();
        for (Goal goal : goals) {
            next.put(goal.service(), goal);
        }
        turns.clear();
        Set<String> all = new TreeSet<>(base.keySet());
        all.addAll(next.keySet());
        int rank = 0;
        for (String service : all) {
            Goal from = base.get(service);
            Goal to = next.get(service);
            Change change = from == null
                    ? Change.ADDED
                    : to == null
                            ? Change.REMOVED
                            : !from.digest().equals(to.digest())
                                    ? Change.UPDATED
                                    : from.instances() < to.instances()
                                            ? Change.SCALED_OUT
                                            : from.instances() > to.instances() ? Change.SCALED_IN : null;
            if (change != null) {
                turns.put(service,
                        new Turn(service, change, from, to, to == null ? 100 : rank, null, null, true, false));
            }
            rank++;
        }
        direction = Direction.FORWARD;
        culprit = null;
        outcome = null;
        startedAt = now;
        healing.clear();
    }

    Desired desired() {
        if (direction == null) {
            return new Desired(List.copyOf(base.values()), null, failed);
        }
        List<Goal> others = next.values().stream().filter(goal -> !turns.containsKey(goal.service())).toList();
        return new Desired(others, new Rollout("op", direction, startedAt, List.copyOf(turns.values()), culprit),
                Set.of());
    }

    Observed observed() {
        List<Replica> replicas = boxes.values().stream()
                .filter(box -> box.phase != Phase.GONE || (box.entry != null && box.entry != Lifecycle.GONE))
                .map(box -> new Replica(box.id, box.goal.service(), box.goal.version(), box.goal.digest(), box.phase,
                        box.process, box.condemned, 10, new Replica.Drain(Duration.ofSeconds(2), Duration.ofSeconds(5)),
                        new Replica.Times(box.intended, box.opened, box.withdrawn, box.pulled, box.idle,
                                box.deregistered, box.stopping),
                        new Replica.Probes(box.successes, box.failures, "503"),
                        unseen || box.entry == null || box.entry == Lifecycle.GONE
                                ? null
                                : new Replica.Entry(box.entry, box.up, box.managed)))
                .toList();
        Map<String, Standing> standings = new HashMap<>();
        Set<String> services = new TreeSet<>(lifecycles.keySet());
        services.addAll(exits.keySet());
        services.addAll(healing);
        services.forEach(service -> standings.put(service,
                new Standing(lifecycles.get(service), 0, exits.getOrDefault(service, 0), retries.get(service),
                        "exit status 1", null, healing.contains(service), Map.of())));
        long reserved = boxes.values().stream().filter(box -> box.phase != Phase.GONE).count() * 10;
        return new Observed(replicas, standings, watched, unseen ? null : registrySince, memory - reserved);
    }

    List<Command> decide() {
        return reconciler.decide(desired(), observed(), now);
    }

    /** Half a second goes by. */
    void tick() {
        now = now.plus(TICK);
        for (Box box : boxes.values()) {
            live(box);
        }
        for (int looks = 0; looks < 4; looks++) {
            unseen &= looks < 2;
            for (Command command : decide()) {
                if (random.nextInt(100) >= lateness) {
                    run(command);
                }
            }
        }
    }

    private void live(Box box) {
        if (!box.process) {
            return;
        }
        box.age++;
        Behaviour behaviour = behaviours.get(box.goal.service() + box.goal.version());
        if (behaviour == Behaviour.CRASHING) {
            box.process = false;
        } else if (behaviour == Behaviour.SICK || box.age < 2 || box.ill) {
            box.failures++;
            box.successes = 0;
        } else {
            box.successes++;
            box.failures = 0;
            if (registrySince != null && box.age > 3) {
                box.up = box.entry != Lifecycle.DESTROY;
                if (box.entry == Lifecycle.PROVISION) {
                    box.entry = Lifecycle.READY;
                } else if (box.entry == null) {
                    // Nobody has announced it: it goes up by itself.
                    box.entry = Lifecycle.RUN;
                }
            }
        }
        if (box.phase == Phase.STOPPING && random.nextBoolean()) {
            box.process = false;
        }
    }

    /** An instance dies of itself. */
    void kill(int which) {
        List<Box> alive = boxes.values().stream().filter(box -> box.process).toList();
        if (!alive.isEmpty()) {
            alive.get(which % alive.size()).process = false;
        }
    }

    void restartScheduler() {
        watched = Watched.from(now);
        unseen = true;
        boxes.values().forEach(box -> {
            box.successes = 0;
            box.failures = 0;
        });
    }

    private void run(Command command) {
        switch (command) {
            case Command.BeginTurn(String service) -> {
                Turn turn = turns.get(service);
                boolean forward = direction == Direction.FORWARD;
                turns.put(service, new Turn(service, turn.change(), turn.previous(), turn.next(), turn.rank(),
                        forward ? now : turn.begunAt(), forward ? null : now, turn.reverts(), turn.announced()));
                exits.remove(service);
                retries.remove(service);
            }
            case Command.Provision(String service, Goal goal) -> {
                Box box = new Box(service + "-" + count++, goal, now);
                boxes.put(box.id, box);
            }
            case Command.AwaitRoom room -> {
            }
            case Command.Launch(String id) -> {
                Box box = boxes.get(id);
                if (box.phase == Phase.INTENDED) {
                    box.phase = Phase.STARTING;
                    box.process = true;
                }
            }
            case Command.Healthy(String id) -> boxes.get(id).phase = Phase.HEALTHY;
            case Command.Serve(String id) -> boxes.get(id).phase = Phase.RUN;
            case Command.Announce(String id) -> {
                needRegistry(command);
                boxes.get(id).managed = true;
                boxes.get(id).entry = boxes.get(id).entry == null ? Lifecycle.PROVISION : boxes.get(id).entry;
            }
            case Command.ReportInstance(String id, Lifecycle to) -> {
                needRegistry(command);
                boxes.get(id).entry = to;
            }
            case Command.OpenTraffic(String id) -> boxes.get(id).opened = now;
            case Command.Condemn(String id, String reason) -> {
                Box box = boxes.get(id);
                box.condemned = reason;
                if (box.phase != Phase.RUN) {
                    setback(box.goal.service());
                }
            }
            case Command.Withdraw(String id, String reason) -> {
                boxes.get(id).phase = Phase.DRAINING;
                boxes.get(id).withdrawn = now;
            }
            case Command.PullTraffic(String id) -> {
                boxes.get(id).pulled = now;
                boxes.get(id).idle = random.nextBoolean() ? now : null;
            }
            case Command.Deregister(String id) -> {
                needRegistry(command);
                boxes.get(id).entry = Lifecycle.DESTROY;
                boxes.get(id).up = false;
                boxes.get(id).deregistered = now;
            }
            case Command.Stop(String id, String reason) -> {
                if (boxes.get(id).serves()) {
                    throw new AssertionError(id + " is stopped while it is called: " + reason);
                }
                boxes.get(id).phase = Phase.STOPPING;
                boxes.get(id).stopping = now;
            }
            case Command.Kill(String id) -> boxes.get(id).process = false;
            case Command.Bury(String id, boolean early) -> {
                Box box = boxes.get(id);
                if (box.process) {
                    throw new AssertionError(id + " is buried alive");
                }
                // One that has served did not end early.
                if (early && box.phase != Phase.RUN) {
                    setback(box.goal.service());
                }
                box.phase = Phase.GONE;
            }
            case Command.ReportService(String service, Lifecycle to) -> {
                needRegistry(command);
                for (Lifecycle state : lifecycles.get(service).pathTo(to)) {
                    transitions.add(service + " " + state);
                }
                lifecycles.put(service, to);
                Turn turn = turns.get(service);
                if (turn != null && direction != null && to != Lifecycle.RUN) {
                    turns.put(service, new Turn(service, turn.change(), turn.previous(), turn.next(), turn.rank(),
                            turn.begunAt(), turn.backAt(), turn.reverts(), true));
                }
            }
            case Command.Heal(String service, String reason) -> healing.add(service);
            case Command.Healed(String service) -> healing.remove(service);
            case Command.Abandon(String service, String instance, String reason) -> {
                direction = Direction.BACK;
                culprit = service;
                boolean all = !base.isEmpty();
                turns.replaceAll((name, turn) -> new Turn(name, turn.change(), turn.previous(), turn.next(),
                        turn.rank(), turn.begunAt(), null, all || name.equals(service), false));
            }
            case Command.GiveUp(String service, String instance, String reason) -> end("FAILED");
            case Command.Complete(Direction where) -> {
                if (where == Direction.FORWARD) {
                    base = next;
                    end("SUCCEEDED");
                } else if (!base.isEmpty()) {
                    end("ROLLED_BACK");
                } else {
                    base = new TreeMap<>(next);
                    turns.values().stream().filter(turn -> turn.reverts() || turn.begunAt() == null)
                            .forEach(turn -> base.remove(turn.service()));
                    failed = Set.of(culprit);
                    end("FAILED");
                }
            }
        }
    }

    private void needRegistry(Command command) {
        if (registrySince == null) {
            throw new AssertionError("The registry is away: " + command);
        }
    }

    private void setback(String service) {
        int exit = exits.merge(service, 1, Integer::sum);
        retries.put(service, now.plusSeconds(Math.min(60, 1L << Math.min(exit - 1, 6))));
    }

    private void end(String how) {
        outcome = how;
        direction = null;
        turns.clear();
    }

    /** Everything is as the base wants it, and nobody has anything more to do. */
    boolean quiet() {
        return direction == null && healing.isEmpty() && decide().isEmpty();
    }

    void ticks(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick();
        }
    }

    /** Lets time go by until nothing more happens; false when it never does. */
    boolean settle(Runnable invariant) {
        for (int ticks = 0; ticks < 1200; ticks++) {
            tick();
            invariant.run();
            if (quiet()) {
                return true;
            }
        }
        return false;
    }

    /** Begins with a city that runs these. */
    void found(Goal... goals) {
        for (Goal goal : goals) {
            lifecycles.putIfAbsent(goal.service(), Lifecycle.PROVISION);
        }
        apply(goals);
        if (!settle(() -> {}) || !"SUCCEEDED".equals(outcome)) {
            throw new AssertionError("Not founded: " + outcome + " " + decide() + " " + lifecycles);
        }
        transitions.clear();
    }

    List<Box> of(String service) {
        return boxes.values().stream().filter(box -> box.goal.service().equals(service) && box.phase != Phase.GONE)
                .toList();
    }

    long serving(String service) {
        return of(service).stream().filter(Box::serves).count();
    }
}
