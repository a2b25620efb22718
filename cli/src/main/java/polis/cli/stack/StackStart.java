package polis.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import polis.cli.postgres.PostgresBinaries;
import polis.cli.postgres.PostgresCluster;
import polis.cli.postgres.Roles;
import polis.cli.process.ProcessIdentity;
import polis.cli.stack.StackState.Postgres;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** The start, phase by phase: the database, the extracted applications, the five services. */
final class StackStart {

    /** An extraction keeps one core busy. */
    private static final int EXTRACTIONS = Runtime.getRuntime().availableProcessors();

    private final StackPlan plan;
    private final StateFile state;
    private final Children children;
    private final Terminal terminal;

    StackStart(StackPlan plan, StateFile state, Children children, Terminal terminal) {
        this.plan = plan;
        this.state = state;
        this.children = children;
        this.terminal = terminal;
    }

    void run(List<AppImage> images) {
        database();
        if (!plan.plain()) {
            try (StackLock _ = StackLock.ofPreparation(plan.folder())) {
                extract(images);
            }
        }
        new ServicesStart(plan, state, children, terminal).run(images);
    }

    private void database() {
        Instant begin = Instant.now();
        Database database = plan.database();
        if (database.embedded()) {
            terminal.live(List.of("  PostgreSQL …"));
            PostgresCluster cluster;
            try (StackLock _ = StackLock.ofPreparation(plan.folder())) {
                cluster = cluster(plan);
            }
            ProcessIdentity server = cluster.start(database.password());
            state.update(stack -> stack.with(new Postgres(server, database.url(), database.port())));
            Roles.createDatabase(cluster.url("postgres"), database.user(), database.password(), Database.NAME);
        } else {
            state.update(stack -> stack.with(new Postgres(null, database.url(), 0)));
        }
        Roles.apply(database.url(), database.user(), database.password(), plan.secrets().roleVariables());
        terminal.done(database.embedded()
                ? "PostgreSQL at port " + database.port() + ", data in " + plan.folder().postgres() + " ("
                        + Words.duration(Duration.between(begin, Instant.now())) + ")"
                : "PostgreSQL at " + database.url());
    }

    static PostgresCluster cluster(StackPlan plan) {
        StackFolder folder = plan.folder();
        Path binaries = PostgresBinaries.unpack(folder.postgresBinaries());
        return new PostgresCluster(binaries, folder.postgres(), folder.log("postgres"), plan.database().port(),
                plan.mark());
    }

    private void extract(List<AppImage> images) {
        try (ExecutorService workers = Executors.newFixedThreadPool(EXTRACTIONS)) {
            List<Future<?>> extractions = images.stream()
                    .<Future<?>>map(image -> workers.submit(() -> image.extract(children))).toList();
            for (Future<?> extraction : extractions) {
                extraction.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
