package polis.cli.city;

import java.util.List;
import polis.cli.api.Api;
import polis.cli.api.Tokens;
import polis.cli.process.PortCheck;
import polis.cli.terminal.Terminal;

/** A city that this process has brought up or taken over, watches, and takes down when it ends. */
public final class RunningCity implements AutoCloseable {

    private static final long SUPERVISOR_END_MILLIS = 5000;

    private final CityPlan plan;
    private final StateFile state;
    private final Children children = new Children();
    private final AppImages images;
    private final CityLock lock;
    private final Terminal terminal;
    private final Supervisor supervisor;
    private final Thread watching;
    private boolean closing;

    RunningCity(CityPlan plan, CityLock lock, Terminal terminal) {
        this.plan = plan;
        this.state = new StateFile(plan.folder());
        this.lock = lock;
        this.terminal = terminal;
        this.images = new AppImages(plan);
        this.supervisor = new Supervisor(plan, state, images, children, terminal);
        this.watching = Thread.ofPlatform().daemon().name("supervisor").unstarted(supervisor::run);
    }

    /** Starts everything; a failure takes down again what was started. */
    void start() {
        // Both are found out before anything is started.
        List<AppImage> built = images.all();
        PortCheck.run(plan.ports());
        state.write(CityState.starting(plan.offset(), plan.bind()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeOnSignal, "shutdown"));
        try {
            new CityStart(plan, state, children, terminal).run(built);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        state.update(city -> city.with(CityState.Status.UP));
        watching.start();
        new Trainings(plan, children, terminal).start(built);
    }

    /** Watches over what another launcher has left, and starts what is missing. */
    void takeOver(CityState left) {
        state.write(
                left.withLauncher(CityState.starting(plan.offset(), plan.bind()).launcher()).with(CityState.Status.UP));
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeOnSignal, "shutdown"));
        watching.start();
    }

    public CityState state() {
        return state.current();
    }

    public CityFolder folder() {
        return plan.folder();
    }

    public Api api() {
        return new Api(plan.endpoints(), Tokens.ofClient(plan.secrets().cli()));
    }

    /** Waits for the end that only a signal or {@code down} brings. */
    public void awaitSignal() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeOnSignal() {
        if (begins()) {
            terminal.line("");
            terminal.line("Stopping the city …");
            end();
        }
    }

    @Override
    public void close() {
        if (begins()) {
            end();
        } else {
            // Ctrl-C is already at it and ends this process.
            awaitSignal();
        }
    }

    private synchronized boolean begins() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void end() {
        supervisor.stop();
        try {
            watching.join(SUPERVISOR_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.update(city -> city.with(CityState.Status.STOPPING));
        new Shutdown(plan.folder(), terminal).run();
        terminal.line("Polis is down.");
        lock.close();
    }
}
