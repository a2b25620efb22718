package polis.cli.stack;

import java.util.List;
import polis.cli.api.Api;
import polis.cli.api.Tokens;
import polis.cli.process.PortCheck;
import polis.cli.terminal.Terminal;

/** A stack that this process has started or taken over, supervises, and stops when it ends. */
public final class RunningStack implements AutoCloseable {

    private static final long SUPERVISOR_END_MILLIS = 5000;

    private final StackPlan plan;
    private final StateFile state;
    private final Children children = new Children();
    private final AppImages images;
    private final StackLock lock;
    private final Terminal terminal;
    private final Supervisor supervisor;
    private final Thread watching;
    private boolean closing;

    RunningStack(StackPlan plan, StackLock lock, Terminal terminal) {
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
        state.write(StackState.starting(plan.offset(), plan.bind()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeOnSignal, "shutdown"));
        try {
            new StackStart(plan, state, children, terminal).run(built);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        state.update(stack -> stack.with(StackState.Status.UP));
        watching.start();
        new Trainings(plan, children, terminal).start(built);
    }

    /** Supervises what another launcher has left, and starts what is missing. */
    void takeOver(StackState left) {
        state.write(left.withLauncher(StackState.starting(plan.offset(), plan.bind()).launcher())
                .with(StackState.Status.UP));
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeOnSignal, "shutdown"));
        watching.start();
    }

    public StackState state() {
        return state.current();
    }

    public StackFolder folder() {
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
            terminal.line("Stopping Polis …");
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
        state.update(stack -> stack.with(StackState.Status.STOPPING));
        new Shutdown(plan.folder(), terminal).run();
        terminal.line("Polis is down.");
        lock.close();
    }
}
