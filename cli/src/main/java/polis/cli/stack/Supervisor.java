package polis.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import polis.cli.api.PolisService;
import polis.cli.postgres.PostgresCluster;
import polis.cli.process.Pause;
import polis.cli.process.ProcessIdentity;
import polis.cli.stack.StackState.Postgres;
import polis.cli.stack.StackState.Running;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/**
 * Keeps the five services and the database running. It looks at them instead of waiting for their ends, so that it can
 * supervise processes that another launcher has started.
 */
final class Supervisor {

    private static final long POLL_MILLIS = 200;

    private final StackPlan plan;
    private final StateFile state;
    private final AppImages images;
    private final Children children;
    private final Terminal terminal;
    private final List<Watch> watches;
    private final Backoff databaseBackoff = new Backoff();
    private final Readiness readiness = new Readiness();
    private volatile boolean stopped;

    Supervisor(StackPlan plan, StateFile state, AppImages images, Children children, Terminal terminal) {
        this.plan = plan;
        this.state = state;
        this.images = images;
        this.children = children;
        this.terminal = terminal;
        this.watches = Stream.of(PolisService.values()).map(service -> new Watch(service, new Backoff())).toList();
    }

    private record Watch(PolisService service, Backoff backoff) {}

    /** Watches until stopped. */
    void run() {
        while (!stopped) {
            watchDatabase();
            watches.forEach(this::look);
            Pause.millis(POLL_MILLIS);
        }
    }

    void stop() {
        stopped = true;
        children.close();
    }

    private void look(Watch watch) {
        boolean alive = state.current().service(watch.service()).filter(running -> running.process().isAlive())
                .isPresent();
        if (alive || stopped) {
            watch.backoff().alive();
            return;
        }
        if (watch.backoff().isNew()) {
            Duration wait = watch.backoff().fail();
            terminal.warning(watch.service().label() + " has died; it is started again in " + Words.duration(wait)
                    + ". Log: " + plan.folder().log(watch.service().label()));
        }
        if (watch.backoff().isDue()) {
            restart(watch);
        }
    }

    private void restart(Watch watch) {
        PolisService service = watch.service();
        try {
            AppImage image = images.of(service);
            image.extract(children);
            Process process = image.start(children);
            int restarts = state.current().service(service).map(Running::restarts).orElse(0) + 1;
            Running running = new Running(service.label(), service.ports(plan.offset()),
                    ProcessIdentity.of(process.toHandle()), 0, restarts);
            state.update(stack -> stack.with(running));
            watch.backoff().started();
            Thread.ofVirtual().start(() -> tellWhenReady(service, running));
        } catch (RuntimeException e) {
            Duration wait = watch.backoff().fail();
            if (!stopped) {
                terminal.warning(service.label() + " cannot be started (" + e.getMessage() + "); next attempt in "
                        + Words.duration(wait));
            }
        }
    }

    private void tellWhenReady(PolisService service, Running running) {
        long begin = System.nanoTime();
        while (!stopped && running.process().isAlive()) {
            if (readiness.of(plan.endpoints().of(service))) {
                long millis = (System.nanoTime() - begin) / 1_000_000;
                state.update(stack -> stack.service(service).filter(now -> now.process().equals(running.process())).map(
                        now -> stack.with(new Running(now.name(), now.ports(), now.process(), millis, now.restarts())))
                        .orElse(stack));
                terminal.done(service.label() + " is back after " + Words.duration(Duration.ofMillis(millis)));
                return;
            }
            Pause.millis(100);
        }
    }

    private void watchDatabase() {
        Database database = plan.database();
        if (!database.embedded() || stopped) {
            return;
        }
        if (PostgresCluster.running(plan.folder().postgres()).isPresent()) {
            databaseBackoff.alive();
            return;
        }
        if (databaseBackoff.isNew()) {
            terminal.warning("PostgreSQL has died; it is started again in " + Words.duration(databaseBackoff.fail()));
        }
        if (databaseBackoff.isDue()) {
            try {
                ProcessIdentity server = StackStart.cluster(plan).start(database.password());
                state.update(stack -> stack.with(new Postgres(server, database.url(), database.port())));
                databaseBackoff.started();
                terminal.done("PostgreSQL is back");
            } catch (RuntimeException e) {
                terminal.warning(e.getMessage() + "; next attempt in " + Words.duration(databaseBackoff.fail()));
            }
        }
    }
}
