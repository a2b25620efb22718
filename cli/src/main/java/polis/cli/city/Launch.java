package polis.cli.city;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import polis.cli.process.Pause;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Terminal;

/** Decides what bringing the city up means here: start it, take it over, or say that it is up. */
public final class Launch {

    /** The other launcher's own patience, and some more for what comes before and after. */
    private static final Duration OTHER_START = StartPatience.LONGEST.plusMinutes(10);

    private final UpOptions options;
    private final Terminal terminal;

    public Launch(UpOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** The city in this process's care; empty when another launcher has it, or when it runs in nobody's care. */
    public Optional<RunningCity> run(boolean takeOver) {
        CityPlan plan = options.plan();
        Optional<CityLock> lock = CityLock.tryTake(plan.folder());
        if (lock.isEmpty()) {
            otherLauncher(plan.folder());
            return Optional.empty();
        }
        Shutdown shutdown = new Shutdown(plan.folder(), terminal);
        Optional<CityState> left = StateFile.read(plan.folder());
        if (left.isPresent() && left.get().status() == CityState.Status.UP && shutdown.isAnythingLeft()) {
            return orphaned(left.get(), lock.get(), takeOver);
        }
        if (shutdown.isAnythingLeft()) {
            terminal.warning("An earlier launcher ended half way; what it left is stopped first.");
            shutdown.run();
        }
        RunningCity city = new RunningCity(plan, lock.get(), terminal);
        city.start();
        return Optional.of(city);
    }

    private Optional<RunningCity> orphaned(CityState left, CityLock lock, boolean takeOver) {
        if (takeOver) {
            CityPlan plan = options.plan(left);
            if (plan.database().embedded() && left.postgres() != null && left.postgres().process() == null) {
                throw new Failure("This city uses the database at " + left.postgres().url()
                        + ": give --db-url, --db-user and POLIS_DB_PASSWORD as before.");
            }
            RunningCity city = new RunningCity(plan, lock, terminal);
            city.takeOver(left);
            terminal.done("This launcher now watches over the city.");
            return Optional.of(city);
        }
        lock.close();
        List<String> missing = left.missing();
        String how = "\n  ./polis up --take-over   watch over it from here"
                + (missing.isEmpty() ? "" : ", and start those") + "\n  ./polis down             stop it";
        if (!missing.isEmpty()) {
            throw new Failure("Polis runs without its launcher (process " + left.launcher().pid()
                    + " is gone), and these have ended: " + String.join(", ", missing) + "." + how);
        }
        terminal.line("Polis is up, but its launcher (process " + left.launcher().pid()
                + ") is gone: a service that dies now stays dead." + how);
        CityTable.print(left, terminal);
        return Optional.empty();
    }

    private void otherLauncher(CityFolder folder) {
        long deadline = System.nanoTime() + OTHER_START.toNanos();
        boolean told = false;
        while (System.nanoTime() < deadline) {
            Optional<CityState> state = StateFile.read(folder);
            if (state.isPresent() && state.get().status() == CityState.Status.UP) {
                terminal.line("Polis is up (launcher: process " + state.get().launcher().pid() + ").");
                CityTable.print(state.get(), terminal);
                terminal.line("  A new login link: ./polis login");
                return;
            }
            if (state.isPresent() && state.get().status() == CityState.Status.STOPPING) {
                throw new Failure("Polis is being stopped by process " + state.get().launcher().pid()
                        + "; try again in a moment.");
            }
            if (!told) {
                told = true;
                terminal.line("Another launcher is starting the city; waiting for it …");
            }
            Pause.millis(200);
            Optional<CityLock> free = CityLock.tryTake(folder);
            if (free.isPresent()) {
                free.get().close();
                throw new Failure("The other launcher did not succeed; see its output, or try again.");
            }
        }
        throw new Failure("Another launcher has been starting the city for more than an hour; ./polis down ends it.");
    }
}
