package polis.cli.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import polis.cli.api.PolisService;
import polis.cli.process.Pause;
import polis.cli.process.ProcessIdentity;
import polis.cli.stack.StackState.Running;
import polis.cli.terminal.Failure;
import polis.cli.terminal.Style;
import polis.cli.terminal.Terminal;
import polis.cli.terminal.Words;

/** Starts the five services at once and follows each one until it is ready. */
final class ServicesStart {

    private static final int LAST_LINES = 25;

    private final StackPlan plan;
    private final StateFile state;
    private final Children children;
    private final Terminal terminal;
    private final Readiness readiness = new Readiness();

    ServicesStart(StackPlan plan, StateFile state, Children children, Terminal terminal) {
        this.plan = plan;
        this.state = state;
        this.children = children;
        this.terminal = terminal;
    }

    void run(List<AppImage> images) {
        List<Attempt> attempts = images.stream().map(this::start).toList();
        List<Attempt> waiting = new ArrayList<>(attempts);
        while (!waiting.isEmpty()) {
            for (Attempt attempt : List.copyOf(waiting)) {
                if (attempt.readyMillis > 0) {
                    waiting.remove(attempt);
                    note(attempt);
                    continue;
                }
                if (!attempt.process.isAlive()) {
                    throw died(attempt);
                }
                attempt.exhausted().ifPresent(why -> {
                    throw new Failure(attempt.image.service().label() + " " + why + "; see " + attempt.image.log());
                });
            }
            terminal.live(
                    waiting.stream().map(attempt -> "  " + pad(attempt) + " starting, " + attempt.elapsed()).toList());
            Pause.millis(100);
        }
        terminal.endLive();
    }

    private Attempt start(AppImage image) {
        Attempt attempt = new Attempt(image, image.start(children));
        state.update(stack -> stack.with(running(attempt)));
        Thread.ofVirtual().start(() -> {
            while (attempt.process.isAlive() && attempt.readyMillis == 0) {
                if (readiness.of(plan.endpoints().of(image.service()))) {
                    attempt.readyMillis = Math.max(1, attempt.millis());
                } else {
                    Pause.millis(100);
                }
            }
        });
        return attempt;
    }

    private void note(Attempt attempt) {
        state.update(stack -> stack.with(running(attempt)));
        terminal.done(pad(attempt) + " ready after " + Words.duration(Duration.ofMillis(attempt.readyMillis)));
    }

    private Running running(Attempt attempt) {
        PolisService service = attempt.image.service();
        return new Running(service.label(), service.ports(plan.offset()),
                ProcessIdentity.of(attempt.process.toHandle()), attempt.readyMillis, 0);
    }

    private Failure died(Attempt attempt) {
        terminal.endLive();
        for (String line : LogTail.reason(attempt.image.log(), LAST_LINES)) {
            terminal.note("  " + terminal.style(Style.FAINT, line));
        }
        return new Failure(attempt.image.service().label() + " ended while it started (exit "
                + attempt.process.exitValue() + "); the reason is above, the whole log in " + attempt.image.log());
    }

    private static String pad(Attempt attempt) {
        return String.format("%-11s", attempt.image.service().label());
    }

    private static final class Attempt {
        private final AppImage image;
        private final Process process;
        private final long begin = System.nanoTime();
        private final StartPatience patience = new StartPatience();
        private volatile long readyMillis;

        private Attempt(AppImage image, Process process) {
            this.image = image;
            this.process = process;
        }

        private long millis() {
            return (System.nanoTime() - begin) / 1_000_000;
        }

        private Optional<String> exhausted() {
            return patience.exhausted(Duration.ofMillis(millis()), process.info().totalCpuDuration());
        }

        private String elapsed() {
            return Words.duration(Duration.ofMillis(millis()));
        }
    }
}
