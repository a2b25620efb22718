package polis.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import polis.cli.process.Pause;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;

/** Starts the stack, takes it over, or says that it is up. */
public final class Launch {

    /** The other launcher's own patience, and some more for what comes before and after. */
    private static final Duration OTHER_START = StartPatience.LONGEST.plusMinutes(10);

    private final UpOptions options;
    private final Terminal terminal;

    public Launch(UpOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** Returns the stack that this process supervises; empty when another launcher does, or none. */
    public Optional<RunningStack> run(boolean takeOver) {
        StackPlan plan = options.plan();
        Optional<StackLock> lock = StackLock.tryTake(plan.folder());
        if (lock.isEmpty()) {
            otherLauncher(plan.folder());
            return Optional.empty();
        }
        Shutdown shutdown = new Shutdown(plan.folder(), terminal);
        Optional<StackState> left = StateFile.read(plan.folder());
        if (left.isPresent() && left.get().status() == StackState.Status.UP && shutdown.isAnythingLeft()) {
            return orphaned(left.get(), lock.get(), takeOver);
        }
        if (shutdown.isAnythingLeft()) {
            terminal.warning("An earlier launcher ended before all was started; its processes are stopped first.");
            shutdown.run();
        }
        RunningStack stack = new RunningStack(plan, lock.get(), terminal);
        stack.start();
        return Optional.of(stack);
    }

    private Optional<RunningStack> orphaned(StackState left, StackLock lock, boolean takeOver) {
        if (takeOver) {
            StackPlan plan = options.plan(left);
            if (plan.database().embedded() && left.postgres() != null && left.postgres().process() == null) {
                throw new Failure("This stack uses the database at " + left.postgres().url()
                        + ": give --db-url, --db-user and POLIS_DB_PASSWORD as before.");
            }
            RunningStack stack = new RunningStack(plan, lock, terminal);
            stack.takeOver(left);
            terminal.done("This launcher now supervises the services.");
            return Optional.of(stack);
        }
        lock.close();
        List<String> missing = left.missing();
        String how = "\n  ./polis up --take-over   supervise it from here"
                + (missing.isEmpty() ? "" : ", and start those") + "\n  ./polis down             stop it";
        if (!missing.isEmpty()) {
            throw new Failure("Polis runs without its launcher (process " + left.launcher().pid()
                    + " is gone), and these have ended: " + String.join(", ", missing) + "." + how);
        }
        terminal.line("Polis is up, but its launcher (process " + left.launcher().pid()
                + ") is gone: no service that dies is started again." + how);
        StackTable.print(left, terminal);
        return Optional.empty();
    }

    private void otherLauncher(StackFolder folder) {
        long deadline = System.nanoTime() + OTHER_START.toNanos();
        boolean told = false;
        while (System.nanoTime() < deadline) {
            Optional<StackState> state = StateFile.read(folder);
            if (state.isPresent() && state.get().status() == StackState.Status.UP) {
                terminal.line("Polis is up (launcher: process " + state.get().launcher().pid() + ").");
                StackTable.print(state.get(), terminal);
                terminal.line("  A new login link: ./polis login");
                return;
            }
            if (state.isPresent() && state.get().status() == StackState.Status.STOPPING) {
                throw new Failure("Polis is being stopped by process " + state.get().launcher().pid()
                        + ". Try again in a minute.");
            }
            if (!told) {
                told = true;
                terminal.line("Another launcher is starting Polis; waiting for it …");
            }
            Pause.millis(200);
            Optional<StackLock> free = StackLock.tryTake(folder);
            if (free.isPresent()) {
                free.get().close();
                throw new Failure(
                        "The other launcher could not start Polis. Read its output, then run ./polis up again.");
            }
        }
        throw new Failure("Another launcher has been starting Polis for more than an hour. Stop it with ./polis down.");
    }
}
